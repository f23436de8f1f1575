import { cellLook, type Look as NetworkLook } from "../figure/cell-look.ts";
import { laneNames } from "../training/lane-names.ts";
import {
  cellsOf,
  type LaneLook,
  type LaneMemory,
  type Look,
  type MemoryFact,
  type MemoryValues,
} from "./memory-facts.ts";
import { type MemoryText, memoryText } from "./memory-texts.ts";

/** All that is known of the networks so far. */
export type MemoryRecord = {
  step: number;
  readonly text: MemoryText;
  readonly lanes: readonly MemoryLaneRecord[];
  /** The place that was looked at last; undefined at the beginning. */
  look?: Omit<Look, "lanes">;
};

export type MemoryLaneRecord = {
  readonly cell: string;
  /** The cell's name, with a number where two networks have the same. */
  readonly name: string;
  readonly look: NetworkLook;
  /** The last evaluation; undefined before the first. */
  memory?: LaneMemory;
  /** What moved it at the place of the record's `look`. */
  seen?: LaneLook | undefined;
  failure?: string;
};

/** The record of a run that has not begun. */
export function memoryRecord(values: MemoryValues): MemoryRecord {
  const cells = cellsOf(values);
  const names = laneNames(cells);
  const lanes = cells.map((cell, index) => ({
    cell,
    name: names[index] as string,
    look: cellLook(cell, index),
  }));
  return { step: 0, text: memoryText(values.text, values.seed), lanes };
}

/** Adds a fact to the record. */
export function addMemoryFact(record: MemoryRecord, fact: MemoryFact): void {
  if (fact.kind === "failure") {
    const failed = fact.lane === undefined ? undefined : record.lanes[fact.lane];
    if (failed !== undefined) failed.failure = fact.message;
    return;
  }
  record.step = fact.step;
  if (fact.kind !== "evaluation") return;
  for (const [index, lane] of record.lanes.entries()) {
    const memory = fact.lanes[index];
    if (memory !== undefined) lane.memory = memory;
  }
}

/** Adds what moved the networks at a place. */
export function addLook(record: MemoryRecord, { lanes, ...look }: Look): void {
  record.look = look;
  for (const [index, lane] of record.lanes.entries()) lane.seen = lanes[index];
}

/** The number of last characters that together have this fraction of the average influence. */
export function reachOf({ influence }: LaneMemory, fraction: number): number {
  const total = influence.reduce((sum, { mean }) => sum + mean, 0);
  let sum = 0;
  const last = influence.findIndex(({ mean }) => {
    sum += mean;
    return sum >= fraction * total;
  });
  return last + 1;
}

/**
 * The index of the farthest character on which an output hangs: the first whose norm is at least a tenth of the largest one. -1 if nothing was read.
 */
export function farthestOf({ norms }: LaneLook): number {
  const least = 0.1 * Math.max(...norms);
  return norms.findIndex((norm) => norm >= least);
}
