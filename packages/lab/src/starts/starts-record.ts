import { cellLook, type Look } from "../figure/cell-look.ts";
import { cutAfter } from "../figure/cut-after.ts";
import type { Point } from "../figure/line-chart.ts";
import type { StartsFact, StartsValues } from "./starts-facts.ts";
import { type PanelPlan, panelsOf } from "./starts-panels.ts";

/** All that is known of a fan of seeds so far. */
export type StartsRecord = {
  step: number;
  readonly length: number;
  readonly panels: readonly PanelRecord[];
};

export type PanelRecord = PanelPlan & {
  readonly look: Look;
  /** For each seed, accuracy on held-out palindromes, against steps. */
  readonly seeds: readonly Point[][];
  /** The message of the first network that failed. */
  failure?: string;
};

/** The record of a run that has not begun. */
export function startsRecord(values: StartsValues): StartsRecord {
  const look = cellLook(values.cell, 0);
  const panels = panelsOf(values).map((plan) => ({
    ...plan,
    look,
    seeds: Array.from({ length: values.seeds }, () => []),
  }));
  return { step: 0, length: values.length, panels };
}

/** Adds a fact to the record. */
export function addStartsFact(record: StartsRecord, fact: StartsFact): void {
  const { panels } = record;
  if (fact.kind === "failure") {
    const count = panels[0]?.seeds.length ?? 1;
    const failed = fact.lane === undefined ? undefined : panels[Math.floor(fact.lane / count)];
    if (failed !== undefined) failed.failure ??= fact.message;
    return;
  }
  record.step = fact.step;
  if (fact.kind === "moved") {
    for (const points of panels.flatMap(({ seeds }) => seeds)) cutAfter(points, fact.step);
    return;
  }
  for (const [index, points] of panels.flatMap(({ seeds }) => seeds).entries()) {
    const accuracy = fact.accuracies[index];
    if (accuracy !== undefined) points.push([fact.step, accuracy]);
  }
}

/** The accuracies of a panel's networks now. */
export function accuraciesOf({ seeds }: PanelRecord): number[] {
  return seeds.flatMap((points) => points.slice(-1).map(([, accuracy]) => accuracy));
}

/** How many of a panel's networks have learned the task: 95 % right, or more. */
export function learnedOf(panel: PanelRecord): number {
  return accuraciesOf(panel).filter((accuracy) => accuracy >= 0.95).length;
}

/** The median of the seeds, at each evaluation that all of them have had. */
export function medianOf({ seeds }: PanelRecord): Point[] {
  const count = Math.min(...seeds.map((points) => points.length));
  return Array.from({ length: count }, (_, index) => {
    const points = seeds.map((points) => points[index] as Point);
    const sorted = points.map(([, accuracy]) => accuracy).sort((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    const median = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
    return [(points[0] as Point)[0], median];
  });
}
