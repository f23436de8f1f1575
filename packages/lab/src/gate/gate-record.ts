import { cellLook, type Look } from "../figure/cell-look.ts";
import { cutAfter } from "../figure/cut-after.ts";
import type { Point } from "../figure/line-chart.ts";
import { laneNames } from "../training/lane-names.ts";
import { cellsOf, type GateFact, type GateValues } from "./gate-facts.ts";

/** All that is known of the networks so far. */
export type GateRecord = {
  step: number;
  readonly lanes: readonly GateLaneRecord[];
  /** The periods of the first network's units before training and now, in milliseconds; empty before they are known. */
  before: readonly number[];
  now: readonly number[];
};

export type GateLaneRecord = {
  readonly cell: string;
  readonly name: string;
  readonly look: Look;
  /** Accuracy on held-out waves, against steps. */
  readonly accuracy: Point[];
  loss?: number;
  failure?: string;
};

/** The record of a run that has not begun. */
export function gateRecord(values: GateValues): GateRecord {
  const cells = cellsOf(values);
  const names = laneNames(cells);
  return {
    step: 0,
    lanes: cells.map((cell, index) => ({
      cell,
      name: names[index] as string,
      look: cellLook(cell, index),
      accuracy: [],
    })),
    before: [],
    now: [],
  };
}

/** Adds a fact to the record. */
export function addGateFact(record: GateRecord, fact: GateFact): void {
  if (fact.kind === "failure") {
    const failed = fact.lane === undefined ? undefined : record.lanes[fact.lane];
    if (failed !== undefined) failed.failure = fact.message;
    return;
  }
  record.step = fact.step;
  if (fact.kind === "moved") for (const { accuracy } of record.lanes) cutAfter(accuracy, fact.step);
  if (fact.kind !== "evaluation") return;
  for (const [index, lane] of record.lanes.entries()) {
    const found = fact.lanes[index];
    if (found === undefined) continue;
    lane.accuracy.push([fact.step, found.accuracy]);
    lane.loss = found.loss;
  }
  if (fact.periods === undefined) return;
  if (record.before.length === 0) record.before = fact.periods;
  record.now = fact.periods;
}

/** The accuracy of a network now; undefined before it is evaluated. */
export function accuracyNow({ accuracy }: GateLaneRecord): number | undefined {
  return accuracy.at(-1)?.[1];
}
