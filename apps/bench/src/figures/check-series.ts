import { checkInteger, problem } from "@tenetjs/core/internals";

/**
 * Checks the series of a figure.
 *
 * @throws {RangeError} when there are no series, more series than looks, or one without points.
 */
export function checkSeries(
  where: string,
  series: readonly { readonly name: string; readonly points: readonly unknown[] }[],
): void {
  checkInteger(where, "the number of series", series.length, 1, 42);
  for (const { name, points } of series)
    if (points.length === 0)
      throw new RangeError(problem(where, `points in the series "${name}"`, points, "Leave the series out."));
}
