import { cellLook, type Look } from "../figure/cell-look.ts";
import { cutAfter } from "../figure/cut-after.ts";
import type { Point } from "../figure/line-chart.ts";
import { laneNames } from "../training/lane-names.ts";
import { limitsData } from "./limits-data.ts";
import { cellsOf, type LimitsFact, type LimitsValues } from "./limits-facts.ts";
import { type LimitsTaskName, limitsTaskNames } from "./limits-tasks.ts";

/** All that is known of a run so far. */
export type LimitsRecord = {
  step: number;
  readonly length: number;
  readonly tasks: readonly TaskRecord[];
};

export type TaskRecord = {
  readonly name: LimitsTaskName;
  /** The accuracy without reading. */
  readonly chance: number;
  /** One for each cell. */
  readonly networks: readonly NetworkRecord[];
};

export type NetworkRecord = {
  readonly cell: string;
  readonly name: string;
  readonly look: Look;
  /** Accuracy on held-out sequences, against steps. */
  readonly accuracy: Point[];
  /** The step after which it had learned the task. */
  learned?: number;
  failure?: string;
};

/** Where a network stands: it guesses, it is on its way, or it has learned the task. */
export type State = "unknown" | "guessing" | "learning" | "learned" | "failed";

/** The record of a run that has not begun. */
export function limitsRecord(values: LimitsValues): LimitsRecord {
  const cells = cellsOf(values);
  const names = laneNames(cells);
  const tasks = limitsTaskNames.map((name) => ({
    name,
    chance: limitsData(name, values).chance,
    networks: cells.map((cell, lane) => ({
      cell,
      name: names[lane] as string,
      look: cellLook(cell, lane),
      accuracy: [],
    })),
  }));
  return { step: 0, length: values.length, tasks };
}

/** Adds a fact to the record. */
export function addLimitsFact(record: LimitsRecord, fact: LimitsFact): void {
  const networks = record.tasks.flatMap(({ networks }) => networks);
  if (fact.kind === "scores") {
    record.step = fact.step;
    for (const [lane, network] of networks.entries()) {
      const accuracy = fact.accuracies[lane];
      if (accuracy !== undefined) network.accuracy.push([fact.step, accuracy]);
    }
    return;
  }
  if (fact.kind === "moved") {
    record.step = fact.step;
    for (const { accuracy } of networks) cutAfter(accuracy, fact.step);
    return;
  }
  const network = fact.lane === undefined ? undefined : networks[fact.lane];
  if (network === undefined) return;
  if (fact.kind === "learned") network.learned = fact.step;
  else network.failure = fact.message;
}

/** The accuracy of a network now; undefined before it is evaluated. */
export function accuracyOf({ accuracy }: NetworkRecord): number | undefined {
  return accuracy.at(-1)?.[1];
}

/**
 * Where a network stands by its last evaluations: it has learned the task from 95 % on, and guesses as long as it is less than a fifth of the way from chance to
 * there.
 */
export function stateOf(network: NetworkRecord, chance: number): State {
  if (network.failure !== undefined) return "failed";
  if (network.learned !== undefined) return "learned";
  const last = network.accuracy.slice(-3).map(([, accuracy]) => accuracy);
  if (last.length === 0) return "unknown";
  const mean = last.reduce((sum, accuracy) => sum + accuracy, 0) / last.length;
  if (mean >= 0.95) return "learned";
  return mean < chance + 0.2 * (1 - chance) ? "guessing" : "learning";
}
