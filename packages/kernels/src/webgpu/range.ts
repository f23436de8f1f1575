/** The numbers below `count`, for texts that say something once for each. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
