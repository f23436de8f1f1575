/** The largest |a - b| / max(1, |b|) over all entries; Infinity if the lengths differ or an entry is not finite. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < actual.length; i += 1) {
    const wanted = expected[i] as number;
    const difference = Math.abs((actual[i] as number) - wanted) / Math.max(1, Math.abs(wanted));
    if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, difference);
  }
  return largest;
}
