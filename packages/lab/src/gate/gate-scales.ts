import { scale } from "../figure/scale.ts";
import { duration } from "./sampled-signal.ts";

/** The number of gates in the figure. */
const gateCount = 3;
export const rowHeight = 34;
const rowGap = 6;
const stateHeight = 130;
export const left = 66;
const right = 8;
const top = 12 + gateCount * (rowHeight + rowGap);
/** Where the part of the signal and the state ends. */
export const bottom = top + stateHeight;

/** The baseline of a gate's row. */
export function baseline(row: number): number {
  return 12 + row * (rowHeight + rowGap) + rowHeight;
}

/** The position of a time in a figure of this width. */
export function xAt(width: number): (time: number) => number {
  return scale([0, duration], [left, width - right]);
}

/** The time at a position in a figure of this width. */
export function timeAt(width: number): (x: number) => number {
  return scale([left, width - right], [0, duration]);
}

/** The position of a value of the signal or the state. */
export const yAt = scale([-1.05, 1.05], [bottom, top + 8]);
