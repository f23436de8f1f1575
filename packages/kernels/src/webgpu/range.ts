/** The integers from 0 to `count - 1`, for shader text that repeats something for each. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
