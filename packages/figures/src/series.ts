/** A point of a line, in the units of the axes. */
export type Point = { readonly x: number; readonly y: number };

/**
 * The trailing mean of each point: over it and the `window` - 1 points before it, or fewer at the start. For a long line, at
 * most `most` means, evenly spaced by index and including the last.
 */
export function trailingMean(points: readonly Point[], window: number, most: number): readonly Point[] {
  const indexed = points.map(({ x }, index) => ({ x, y: index }));
  return pickEvenly(indexed, most).map(({ x, y: index }) => {
    const seen = points.slice(Math.max(0, index - window + 1), index + 1);
    return { x, y: seen.reduce((sum, { y }) => sum + y, 0) / seen.length };
  });
}

/**
 * At most `most` of `points`, chosen so that the line looks the same: the points are divided into `most` / 2 intervals with
 * equal numbers of points, and each keeps its lowest and its highest point.
 */
export function thin(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  const intervals = Math.floor(most / 2);
  return Array.from({ length: intervals }, (_, interval) => {
    const start = Math.floor((interval * points.length) / intervals);
    const end = Math.floor(((interval + 1) * points.length) / intervals);
    let low = start;
    let high = start;
    for (let at = start + 1; at < end; at += 1) {
      if ((points[at] as Point).y < (points[low] as Point).y) low = at;
      if ((points[at] as Point).y > (points[high] as Point).y) high = at;
    }
    const kept = low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
    return kept.map((at) => points[at] as Point);
  }).flat();
}

/** At most `most` of `points`, evenly spaced by index, including the first and the last. */
export function pickEvenly(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  return Array.from(
    { length: most },
    (_, index) => points[Math.round((index * (points.length - 1)) / (most - 1))] as Point,
  );
}

/** The median of `values`; NaN if there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
