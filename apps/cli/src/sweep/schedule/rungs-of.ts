/** The steps after which trials are compared: from `from` on, each `factor` times the one before, and at last all `steps`. */
export function rungsOf(
  steps: number,
  halving: { readonly from: number; readonly factor: number } | undefined,
): number[] {
  const rungs: number[] = [];
  if (halving !== undefined)
    for (let rung = halving.from; rung < steps; rung *= halving.factor) rungs.push(rung);
  return [...rungs, steps];
}
