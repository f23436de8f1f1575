/** Whether all `numbers` can be drawn on a log scale: they are above 0 and far from overflow. */
export function haveLogs(...numbers: readonly number[]): boolean {
  return numbers.every((number) => number > 1e-100 && number < 1e100);
}

/** How the notes of a figure name the values that {@link haveLogs} rejects. */
export const offLogScale = "no place on a log scale";

/**
 * The ends of a log axis that contains all of `values`, which are above 0. They are at least a factor of 4 apart, so that the axis has ticks.
 */
export function logDomain(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), 0);
  if (high === 0) return [1, 10];
  const pad = Math.max(1.2, Math.sqrt((4 * low) / high));
  return [low / pad, high * pad];
}

/** At most `most` round numbers within a log axis, as dense as that allows. */
export function logTicks([low, high]: readonly [number, number], most: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const choices = digitsOfTicks.map((digits) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index)
      .flatMap((decade) => digits.map((digit) => Number(`${digit}e${decade}`)))
      .filter((tick) => tick >= low && tick <= high),
  );
  const powers = choices.at(-1) as number[];
  const every = Math.ceil(powers.length / most);
  return choices.find((ticks) => ticks.length <= most) ?? powers.filter((_, index) => index % every === 0);
}

/** A tick's label: `0.05`, `20`, `5,000`, `2e-7`. */
export function tickText(tick: number): string {
  return tick >= 1e-4 && tick < 1e7
    ? tick.toLocaleString("en-US", { maximumFractionDigits: 6 })
    : String(tick);
}

/** The leading digits of ticks, from many per decade to few. */
const digitsOfTicks = [[1, 1.5, 2, 3, 4, 5, 7], [1, 2, 5], [1, 3], [1]];
