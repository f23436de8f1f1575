/** The least of 1, 2 or 5 times a power of ten, at least `least`, that leaves a little room beyond `value`. */
export function niceLimit(value: number, least: number): number {
  let power = least;
  for (;;) {
    for (const factor of [1, 2, 5]) if (1.02 * value <= factor * power) return factor * power;
    power *= 10;
  }
}
