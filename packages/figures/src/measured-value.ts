import { problem } from "@tenetjs/core";

/** A value that was measured, and the range that it is known to. */
export type MeasuredValue = {
  readonly value: number;
  /** From the least to the most; absent where it is not known. */
  readonly interval?: readonly [least: number, most: number] | undefined;
};

/** Whether a log scale has a place for it: for the value and for both ends of its range. */
export function isOnLogScale({ value, interval = [value, value] }: MeasuredValue): boolean {
  return [value, ...interval].every((number) => number > 0 && Number.isFinite(number));
}

/** @throws {RangeError} for a series without points. */
export function checkSeries(
  where: string,
  series: readonly { name: string; points: readonly unknown[] }[],
): void {
  for (const { name, points } of series)
    if (points.length === 0)
      throw new RangeError(problem(where, `points in the series "${name}"`, points, "Leave the series out."));
}
