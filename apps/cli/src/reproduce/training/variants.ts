import type { Table } from "@tenetjs/figures";
import { trainingCurves } from "@tenetjs/figures/node";
import { meanMeasures } from "../../run/recent-measures.ts";
import type { Finished, Job } from "../experiment.ts";

import { grouped } from "../report/grouped.ts";
import { inWords, seedsSummary } from "../report/seeds-summary.ts";
import { hasCollapsed, type Trained } from "./trained.ts";
import type { TrainingSpec } from "./training-spec.ts";

/** A training in a comparison: a line of its figure, in a column. */
export type VariantSpec = TrainingSpec & { readonly name: string; readonly group: string };

export type TrainedVariant = Finished<VariantSpec, Trained>;

/** A job for each variant and seed, all variants with one seed before the next, so that a run that is stopped has whole seeds. */
export function variantJobs(
  variants: readonly Omit<VariantSpec, "seed">[],
  seeds: number,
): Job<VariantSpec>[] {
  return Array.from({ length: seeds }, (_, seed) =>
    variants.map((variant) => ({
      label: `${variant.group}, ${variant.name}, seed ${seed}`,
      spec: { ...variant, seed },
      work: variant.steps,
    })),
  ).flat();
}

/** The training curves of all variants, each the mean of its seeds, with a column for each group. */
export function variantCurves(title: string, finished: readonly TrainedVariant[]): string {
  const [{ result }] = finished as [TrainedVariant];
  return trainingCurves({
    title,
    chance: result.chance,
    runs: Array.from(byVariant(finished).values(), (runs) => {
      const [{ spec }] = runs as [TrainedVariant];
      return { name: spec.name, group: spec.group, points: meanPoints(runs) };
    }).filter(({ points }) => points.length > 0),
  });
}

/** The mean of the points after each step, of the runs that have come that far. */
function meanPoints(runs: readonly TrainedVariant[]): Trained["points"] {
  const byStep = grouped(
    runs.flatMap(({ result: { points } }) => points),
    ({ step }) => String(step),
  );
  return Array.from(byStep.values(), (points) => ({
    step: (points[0] as Trained["points"][number]).step,
    ...meanMeasures(points),
  })).toSorted((a, b) => a.step - b.step);
}

/** The held-out accuracy of each variant over its seeds. */
export function variantTable(finished: readonly TrainedVariant[]): Table {
  return {
    caption: "Held-out accuracy after the last step",
    note: `The median over the seeds, and the lowest to the highest. Steps are those until the accuracy in training is above ${learned}. A run has collapsed when it ends below half of its best accuracy, or diverges.`,
    columns: ["", "", "seeds", "held out", "best in training", `steps to ${learned}`, "collapsed"],
    rows: Array.from(byVariant(finished).values(), (runs) => {
      const [{ spec }] = runs as [TrainedVariant];
      return [
        spec.group,
        spec.name,
        runs.length,
        inWords(seedsSummary(runs.map(({ result }) => result.heldOut?.accuracy ?? 0))),
        inWords(seedsSummary(runs.map(({ result }) => result.best))),
        stepsInWords(runs.map(stepsToLearn)),
        runs.filter(({ result }) => hasCollapsed(result)).length,
      ];
    }),
    numericColumns: [3, 4, 5],
  };
}

/** The accuracy in training from which on a task counts as learned. */
const learned = 0.9;

/** The steps until the mean training accuracy of a few steps was above 0.9; infinity if it never was. */
function stepsToLearn({ result: { points } }: TrainedVariant): number {
  return points.find(({ accuracy }) => accuracy > learned)?.step ?? Number.POSITIVE_INFINITY;
}

/** The median over the seeds of the steps until a variant has learned its task; infinity if it has not. */
export function medianStepsToLearn(finished: readonly TrainedVariant[], group: string, name: string): number {
  const own = finished.filter(({ spec }) => spec.group === group && spec.name === name);
  return seedsSummary(own.map(stepsToLearn)).median;
}

/** Steps as "240 (230 to 260)". Where a run has not learned its task, the steps are "never". */
export function stepsInWords(steps: readonly number[]): string {
  return inWords(seedsSummary(steps), 0).replaceAll("Infinity", "never");
}

/** The median over the seeds of the held-out accuracy of a variant; 0 for runs that diverged, NaN if none is there. */
export function medianAccuracy(finished: readonly TrainedVariant[], group: string, name: string): number {
  const own = finished.filter(({ spec }) => spec.group === group && spec.name === name);
  if (own.length === 0) return Number.NaN;
  return seedsSummary(own.map(({ result }) => result.heldOut?.accuracy ?? 0)).median;
}

export function byVariant(finished: readonly TrainedVariant[]): Map<string, TrainedVariant[]> {
  return grouped(finished, ({ spec }) => `${spec.group}\n${spec.name}`);
}
