import type { Histogram } from "./messages.ts";

const buckets = 30;

/** `values` in buckets of equal width between the least and the most; undefined when none of them is finite. Others are left out. */
export function histogramOf(values: ArrayLike<number>): Histogram | undefined {
  const finite = Float64Array.from(values as ArrayLike<number>).filter((value) => Number.isFinite(value));
  if (finite.length === 0) return undefined;
  const least = finite.reduce((a, b) => Math.min(a, b));
  const most = finite.reduce((a, b) => Math.max(a, b));
  const { sum, sumOfSquares } = finite.reduce(
    (sums, value) => ({ sum: sums.sum + value, sumOfSquares: sums.sumOfSquares + value * value }),
    { sum: 0, sumOfSquares: 0 },
  );
  const summary = { least, most, count: finite.length, sum, sumOfSquares };
  // Values that are all the same still need a bucket with a width.
  if (least === most) return { ...summary, limits: [most, nextAbove(most)], counts: [finite.length, 0] };
  const width = (most - least) / buckets;
  const counts = Array.from({ length: buckets }, () => 0);
  for (const value of finite) {
    const index = Math.min(buckets - 1, Math.max(0, Math.ceil((value - least) / width) - 1));
    counts[index] = (counts[index] as number) + 1;
  }
  // Each limit is above the one before, and TensorBoard takes the first bucket to begin at the least value.
  const limits = counts.map((_, index) => (index === buckets - 1 ? most : least + (index + 1) * width));
  return { ...summary, limits, counts };
}

function nextAbove(value: number): number {
  return value + Math.max(Math.abs(value) * 1e-6, 1e-12);
}
