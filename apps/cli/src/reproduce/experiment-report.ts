import { join } from "node:path";
import { ensureWritable, writeAtomically } from "@tenetjs/checkpoints/node";
import { lengthSweep, page, trainingCurves } from "@tenetjs/figures/node";
import type { Experiment } from "./experiment.ts";
import type { Outcome } from "./outcome.ts";

/** A row of the result: one variant, over its seeds. */
export type ResultRow = {
  readonly name: string;
  readonly group: string;
  readonly seeds: number;
  /** The median held-out accuracy over the seeds, after the last step. */
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  /** The median over the seeds of the best training accuracy of a run. */
  readonly best: number;
  /** The number of runs that ended below half of their best accuracy, or diverged. */
  readonly collapsed: number;
};

/** One row for each variant, in the order of the experiment. */
export function resultRows({ variants }: Experiment, outcomes: readonly Outcome[]): ResultRow[] {
  return variants.flatMap((variant) => {
    const own = outcomes.filter((outcome) => outcome.variant === variant);
    if (own.length === 0) return [];
    const accuracies = own.map(({ heldOut }) => heldOut?.accuracy ?? 0);
    return [
      {
        name: variant.name,
        group: variant.group,
        seeds: own.length,
        median: median(accuracies),
        lowest: Math.min(...accuracies),
        highest: Math.max(...accuracies),
        best: median(own.map(({ best }) => best)),
        collapsed: own.filter(({ heldOut, best }) => heldOut === null || heldOut.accuracy < best / 2).length,
      },
    ];
  });
}

/** Writes figures, report and data to `directory`, and returns their paths. */
export async function writeExperiment(
  directory: string,
  experiment: Experiment,
  outcomes: readonly Outcome[],
  notes: readonly string[],
): Promise<{ readonly html: string; readonly figures: readonly string[]; readonly data: string }> {
  await ensureWritable(directory);
  const figures = drawFigures(experiment, outcomes);
  const rows = resultRows(experiment, outcomes);
  const data = outcomes.map(({ variant, seed, heldOut, best }) => ({ ...variant, seed, heldOut, best }));
  const paths = {
    html: join(directory, `${experiment.name}.html`),
    figures: figures.map(({ name }) => join(directory, `${name}.svg`)),
    data: join(directory, `${experiment.name}.json`),
  };
  const html = page({
    title: experiment.title,
    notes: [experiment.about, ...notes],
    figures: figures.map(({ svg }) => svg),
    tables: [table(rows)],
  });
  for (const [index, { svg }] of figures.entries())
    await writeAtomically(paths.figures[index] as string, svg);
  await writeAtomically(
    paths.data,
    `${JSON.stringify({ experiment: experiment.name, runs: data }, null, 2)}\n`,
  );
  await writeAtomically(paths.html, html);
  return paths;
}

function drawFigures(
  { name, title, byLength }: Experiment,
  outcomes: readonly Outcome[],
): { name: string; svg: string }[] {
  const chance = outcomes[0]?.chance;
  const curves = trainingCurves({
    title,
    ...(chance === undefined ? {} : { chance }),
    runs: outcomes.map(({ variant, points }) => ({ name: variant.name, group: variant.group, points })),
  });
  if (!byLength) return [{ name, svg: curves }];
  const sweep = lengthSweep({
    title: `${title}: held-out accuracy after the last step`,
    ...(chance === undefined ? {} : { chance: chance.accuracy }),
    lengthLabel: "digits of a palindrome, T",
    results: outcomes.map(({ variant, heldOut, best }) => ({
      name: variant.name,
      length: variant.run.length,
      accuracy: heldOut?.accuracy ?? 0,
      bestAccuracy: best,
    })),
  });
  return [
    { name, svg: curves },
    { name: `${name}-accuracy`, svg: sweep },
  ];
}

function table(rows: readonly ResultRow[]) {
  return {
    caption: "Held-out accuracy after the last step",
    columns: ["", "", "seeds", "median", "lowest", "highest", "best in training", "collapsed"],
    rows: rows.map((row) => [
      row.group,
      row.name,
      row.seeds,
      row.median.toFixed(3),
      row.lowest.toFixed(3),
      row.highest.toFixed(3),
      row.best.toFixed(3),
      row.collapsed,
    ]),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}
