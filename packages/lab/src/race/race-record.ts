import { cellLook, type Look } from "../figure/cell-look.ts";
import { cutAfter } from "../figure/cut-after.ts";
import type { Point } from "../figure/line-chart.ts";
import { laneNames } from "../training/lane-names.ts";
import type { NetworkName } from "../training/network-names.ts";
import { heldOutDigits, type PalindromeValues } from "./palindromes-of.ts";
import { cellsOf, type RaceFact, type RaceValues } from "./race-facts.ts";

/** All that is known of a race so far. */
export type RaceRecord = {
  /** The number of finished steps. */
  step: number;
  /** T. */
  readonly length: number;
  /** The T digits of some held-out palindromes, to show. */
  readonly palindromes: readonly (readonly number[])[];
  readonly lanes: readonly LaneRecord[];
};

export type LaneRecord = {
  readonly cell: string;
  /** The cell's name, with a number where two networks have the same. */
  readonly name: string;
  readonly look: Look;
  /** Accuracy and loss on held-out palindromes, against steps. */
  readonly accuracy: Point[];
  readonly loss: Point[];
  /** The loss on each training batch. */
  readonly batchLoss: Point[];
  /** The last measured norms of dL/dh_t, the first step first. */
  norms: readonly number[];
  failure?: string;
};

/** The record of a race that has not begun. */
export function raceRecord(values: RaceValues): RaceRecord {
  return recordOf(cellsOf(values), values);
}

/** The record of networks with these cells that have not begun to learn palindromes. */
export function recordOf(cells: readonly NetworkName[], values: PalindromeValues): RaceRecord {
  const names = laneNames(cells);
  const lanes = cells.map((cell, index) => ({
    cell,
    name: names[index] as string,
    look: cellLook(cell, index),
    accuracy: [],
    loss: [],
    batchLoss: [],
    norms: [],
  }));
  return { step: 0, length: values.length, palindromes: heldOutDigits(values), lanes };
}

/** Adds a fact to the record. */
export function addFact(record: RaceRecord, fact: RaceFact): void {
  if (fact.kind === "failure") {
    const failed = fact.lane === undefined ? undefined : record.lanes[fact.lane];
    if (failed !== undefined) failed.failure = fact.message;
    return;
  }
  record.step = fact.step;
  if (fact.kind === "moved") {
    // What came after the step from which the race goes on will come again.
    for (const { accuracy, loss, batchLoss } of record.lanes)
      for (const points of [accuracy, loss, batchLoss]) cutAfter(points, fact.step);
    return;
  }
  for (const [index, lane] of record.lanes.entries()) {
    if (fact.kind === "losses") {
      const loss = fact.lanes[index];
      if (loss !== undefined) lane.batchLoss.push([fact.step, loss]);
      continue;
    }
    const found = fact.lanes[index];
    if (found === undefined) continue;
    lane.accuracy.push([fact.step, found.accuracy]);
    lane.loss.push([fact.step, found.loss]);
    if (found.norms.length > 0) lane.norms = found.norms;
  }
}

/** The accuracy of a network now; undefined before it is evaluated. */
export function accuracyOf({ accuracy }: LaneRecord): number | undefined {
  return accuracy.at(-1)?.[1];
}

/** The power of ten of each norm relative to the last step's, where the gradient starts: how much of it arrives. */
export function arrivingExponents({ norms }: LaneRecord): number[] {
  const start = norms.at(-1) ?? 0;
  return norms.map((norm) => Math.log10(norm / start));
}

/** The room that the names of networks, gates and states need before the columns, in letters. */
export function nameLetters({ lanes }: RaceRecord): number {
  return Math.max("candidate −0.00".length, ...lanes.map(({ name }) => name.length + 1));
}
