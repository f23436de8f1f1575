/** A function from numbers in `domain` to positions in `range`, in proportion. What lies beyond has the position of the end. */
export function scale(
  [low, high]: readonly [number, number],
  [first, last]: readonly [number, number],
): (value: number) => number {
  return (value) => first + (last - first) * Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** About `count` round numbers from 0 to `max`: 1, 2 or 5 times a power of ten apart, and integers. */
export function wholeTicks(max: number, count: number): number[] {
  const least = max / count;
  const power = 10 ** Math.floor(Math.log10(least));
  const distance = Math.max(1, power * ([1, 2, 5, 10].find((factor) => factor * power >= least) as number));
  return Array.from({ length: Math.floor(max / distance) + 1 }, (_, index) => index * distance);
}
