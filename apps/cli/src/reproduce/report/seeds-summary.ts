/** The median and the range of a measure over seeds. */
export type SeedsSummary = { readonly median: number; readonly lowest: number; readonly highest: number };

/** The summary of `values`, one for each seed. */
export function seedsSummary(values: readonly number[]): SeedsSummary {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
  return { median, lowest: sorted[0] as number, highest: sorted.at(-1) as number };
}

/** The summary as "0.998 (0.912 to 1.000)", and for one seed as its value. */
export function inWords({ median, lowest, highest }: SeedsSummary, digits = 3): string {
  const range = lowest === highest ? "" : ` (${lowest.toFixed(digits)} to ${highest.toFixed(digits)})`;
  return `${median.toFixed(digits)}${range}`;
}
