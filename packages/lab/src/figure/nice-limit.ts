/** The least round number, at least `least`, that leaves a little room beyond `value`. */
export function niceLimit(value: number, least: number): number {
  let power = least;
  for (;;) {
    const found = factors.find((factor) => 1.02 * value <= factor * power);
    if (found !== undefined) return found * power;
    power *= 10;
  }
}

const factors = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
