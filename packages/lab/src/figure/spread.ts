/** The positions, moved apart so that no two are closer than `gap`, in their order, and within `limits` as long as they fit. */
export function spread(
  positions: readonly number[],
  gap: number,
  [first, last]: readonly [number, number],
): number[] {
  const order = positions
    .map((_, index) => index)
    .sort((a, b) => (positions[a] as number) - (positions[b] as number));
  const moved = [...positions];
  let free = first;
  for (const index of order) {
    moved[index] = Math.max(free, moved[index] as number);
    free = (moved[index] as number) + gap;
  }
  let end = last;
  for (const index of order.toReversed()) {
    moved[index] = Math.min(end, moved[index] as number);
    end = (moved[index] as number) - gap;
  }
  return moved;
}
