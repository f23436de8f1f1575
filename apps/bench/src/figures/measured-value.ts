import { haveLogs } from "./log-scale.ts";

/** A value that was measured, and the range that it is known to. */
export type MeasuredValue = {
  readonly value: number;
  /** From the least to the most; absent where it is not known. */
  readonly interval?: readonly [least: number, most: number] | undefined;
};

/** Whether a log scale has a place for a value and for both ends of its range. */
export function isOnLogScale({ value, interval = [value, value] }: MeasuredValue): boolean {
  return haveLogs(value, ...interval);
}
