/** The middle of `values`, or the mean of the two in the middle. Of none: NaN. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2;
}

/** How far apart the least and the most of `values` are, as a share of their median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}

/** `left` by `right`, round by round: what slows the machine down in a round slows both. */
export function ratios(left: readonly number[], right: readonly number[]): number[] {
  if (left.length !== right.length) {
    throw new RangeError(`ratios: expected as many rounds, got ${left.length} and ${right.length}.`);
  }
  return left.map((value, round) => value / (right[round] as number));
}
