/** A point of a line: where it is drawn, in the units of the axes. */
export type Point = { readonly x: number; readonly y: number };

/**
 * The mean of each point and the `window` - 1 before it (fewer at the start): what is seen so far, with no
 * look ahead. Of a long line, at most `most` means, evenly spaced by count, the last among them.
 */
export function trailingMean(points: readonly Point[], window: number, most: number): readonly Point[] {
  const indexed = points.map(({ x }, index) => ({ x, y: index }));
  return pickEvenly(indexed, most).map(({ x, y: index }) => {
    const seen = points.slice(Math.max(0, index - window + 1), index + 1);
    return { x, y: seen.reduce((sum, { y }) => sum + y, 0) / seen.length };
  });
}

/**
 * At most `most` of `points`, so that a line looks the same: the points are cut into `most` / 2 stretches of
 * equal count, and each keeps its lowest and its highest point.
 */
export function thin(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  const stretches = Math.floor(most / 2);
  return Array.from({ length: stretches }, (_, stretch) => {
    const start = Math.floor((stretch * points.length) / stretches);
    const end = Math.floor(((stretch + 1) * points.length) / stretches);
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

/** At most `most` of `points`, evenly spaced by count, the first and the last among them. */
export function pickEvenly(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  return Array.from(
    { length: most },
    (_, index) => points[Math.round((index * (points.length - 1)) / (most - 1))] as Point,
  );
}

/** The middle of `values` by size; of the two in the middle, their mean. NaN when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
