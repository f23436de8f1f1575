import { haveLogs } from "./log-scale.ts";

/** A measured value with its interval. */
export type MeasuredValue = {
  readonly value: number;
  /** Absent where it is not known. */
  readonly interval?: readonly [least: number, most: number] | undefined;
};

/** Whether a value and both ends of its interval can be drawn on a log scale. */
export function isOnLogScale({ value, interval = [value, value] }: MeasuredValue): boolean {
  return haveLogs(value, ...interval);
}
