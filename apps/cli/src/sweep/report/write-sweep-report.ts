import { join } from "node:path";
import { ensureWritable, writeAtomically } from "@tenetjs/checkpoints/node";
import type { SweepFigureOptions } from "@tenetjs/figures";
import type { Sweep } from "../file/read-sweep.ts";
import type { FindResult } from "../schedule/open-jobs.ts";
import { type Standing, standings } from "../standings.ts";
import { byMeasure, isBetterHigher } from "../trial/measures.ts";
import { trialLabel } from "../trial/trial.ts";
import { pointTable } from "./point-table.ts";
import { asCsv, trialRows, written } from "./trial-rows.ts";

/** The files of a report. */
export type ReportPaths = {
  readonly html: string;
  readonly csv: string;
  readonly json: string;
  readonly figures: readonly string[];
};

/** Writes the report of a sweep: a page with figures and tables, all trials as CSV and JSON, and each figure as SVG. Returns their paths. */
export async function writeSweepReport(
  directory: string,
  sweep: Sweep,
  find: FindResult,
): Promise<ReportPaths> {
  const found = standings(sweep, find);
  const axes = axesOf(sweep);
  const rows = trialRows(found, axes);
  const paths = { html: "index.html", csv: "trials.csv", json: "trials.json" } as const;
  const at = (name: string) => join(directory, name);
  await writeAtomically(at(paths.csv), asCsv(rows));
  const { id, measure, rungs } = sweep;
  const json = {
    ...{ sweep: id, task: sweep.task.name, measure, rungs, axes },
    trials: found.map(({ trial, steps, result }) => ({ ...trial, steps, result })),
  };
  await writeAtomically(at(paths.json), `${JSON.stringify(json, null, 2)}\n`);
  const figures = await figuresOf(sweep, find, axes);
  if (figures.length > 0) await ensureWritable(at("figures"));
  for (const { name, svg } of figures) await writeAtomically(at(join("figures", name)), svg);
  const { page } = await import("@tenetjs/figures/node");
  const html = page({
    title: titleOf(sweep),
    notes: notesOf(sweep, found),
    figures: figures.map(({ svg }) => svg),
    tables: [pointTable(found, { axes, measure })],
  });
  await writeAtomically(at(paths.html), html);
  return {
    ...{ html: at(paths.html), csv: at(paths.csv), json: at(paths.json) },
    figures: figures.map(({ name }) => at(join("figures", name))),
  };
}

/** The keys of the options that differ between the trials. */
export function axesOf({ trials }: Pick<Sweep, "trials">): string[] {
  return Object.keys(trials[0]?.point ?? {});
}

function titleOf({ task, trials }: Sweep): string {
  return `A sweep of ${task.name}: ${trials.length} trials`;
}

/** The most trials in a figure: the best ones. */
const mostInFigures = 2000;

async function figuresOf(
  sweep: Sweep,
  find: FindResult,
  axes: readonly string[],
): Promise<{ readonly name: string; readonly svg: string }[]> {
  const { measure, rungs } = sweep;
  const differing = axes.filter(
    (axis) => new Set(sweep.trials.map(({ point }) => JSON.stringify(point[axis]))).size > 1,
  );
  // After other steps, measures cannot be compared. After the first ones, all trials have been.
  const [steps = 0] = rungs;
  const shown = sweep.trials
    .flatMap((trial) => {
      const result = find({ trial, steps });
      return result === undefined ? [] : [{ trial, result }];
    })
    .sort((a, b) => byMeasure(measure)(a.result.measures[measure], b.result.measures[measure]))
    .slice(0, mostInFigures);
  if (shown.length === 0 || differing.length === 0 || differing.length > 12) return [];
  const values = shown.map(({ result }) => result.measures[measure] ?? Number.NaN);
  const options: SweepFigureOptions = {
    axes: differing.map((name) => ({
      name,
      logarithmic: spansDecades(shown.map(({ trial }) => trial.point[name])),
    })),
    trials: shown.map(({ trial }, index) => ({
      values: differing.map((axis) => written(trial.point[axis])),
      measure: values[index] as number,
    })),
    measure: {
      name: measure,
      better: isBetterHigher(measure) ? "higher" : "lower",
      logarithmic: !isBetterHigher(measure) && spansDecades(values.filter(Number.isFinite)),
    },
  };
  const title = `${sweep.task.name}: ${shown.length} trials after ${steps} steps`;
  const { measureByAxis, parallelCoordinates } = await import("@tenetjs/figures/node");
  return [
    {
      name: "parallel-coordinates.svg",
      svg: parallelCoordinates({ title: `${title}, in parallel coordinates`, ...options }),
    },
    { name: "by-axis.svg", svg: measureByAxis({ title: `${title}, ${measure} by option`, ...options }) },
  ];
}

/** Whether values are numbers above 0 that span a factor of 20 or more. */
function spansDecades(values: readonly unknown[]): boolean {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length < values.length || numbers.length === 0) return false;
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least > 0 && most >= 20 * least;
}

function notesOf({ rungs, measure, factor, trials, file }: Sweep, found: readonly Standing[]): string[] {
  const [best] = found;
  const value = best?.result.measures[measure];
  const halving =
    rungs.length === 1
      ? `All trials have ${rungs[0]} steps.`
      : `Trials are compared after ${rungs.slice(0, -1).join(", ")} steps, where one in ${factor} goes on, to at most ${rungs.at(-1)} steps.`;
  const outcomes = new Map<string, number>();
  for (const { result } of found) outcomes.set(result.outcome, (outcomes.get(result.outcome) ?? 0) + 1);
  const counts = Array.from(outcomes, ([outcome, count]) => `${count} ${outcome}`).join(", ");
  return [
    `${found.length} of ${trials.length} trials of ${file} have a result: ${counts}. ${halving}`,
    ...(best === undefined || value === undefined
      ? []
      : [
          `Best: ${measure} ${Number(value.toPrecision(4))}, trial ${best.trial.id}: ${trialLabel(best.trial)}.`,
        ]),
  ];
}
