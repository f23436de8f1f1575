/** Small enough for the error of the difference, which grows with its square, and large enough for float64. */
const step = 1e-5;

/** The derivative of `f` at 0, by a central difference. */
export function finiteDifference(f: (change: number) => number): number {
  return (f(step) - f(-step)) / (2 * step);
}
