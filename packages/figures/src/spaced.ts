/** Those of the sorted `values` whose labels do not overlap the label before them, on an axis of `pixels`. */
export function spaced(values: readonly number[], logarithmic: boolean, pixels: number): number[] {
  const place = logarithmic ? Math.log : (value: number) => value;
  const range = place(values.at(-1) ?? 1) - place(values[0] ?? 1) || 1;
  const kept: number[] = [];
  for (const value of values) {
    const before = kept.at(-1);
    if (before === undefined || ((place(value) - place(before)) / range) * pixels >= 30) kept.push(value);
  }
  return kept;
}
