import { problem } from "@tenetjs/core";

/** A value that was measured, and the range that it is known to. */
export type MeasuredValue = {
  readonly value: number;
  /** From the least to the most; absent where it is not known. */
  readonly interval?: readonly [least: number, most: number] | undefined;
};

/** Whether a log scale has a place for all `numbers`: they are above 0, and no float64 overflows beside them. */
export function haveLogs(...numbers: readonly number[]): boolean {
  return numbers.every((number) => number > 1e-100 && number < 1e100);
}

/** Whether a log scale has a place for a value and for both ends of its range. */
export function isOnLogScale({ value, interval = [value, value] }: MeasuredValue): boolean {
  return haveLogs(value, ...interval);
}

/** How the notes of a figure name what {@link haveLogs} refuses. */
export const offLogScale = "without a place on a log scale";

/** @throws {RangeError} for a series without points. */
export function checkSeries(
  where: string,
  series: readonly { name: string; points: readonly unknown[] }[],
): void {
  for (const { name, points } of series)
    if (points.length === 0)
      throw new RangeError(problem(where, `points in the series "${name}"`, points, "Leave the series out."));
}
