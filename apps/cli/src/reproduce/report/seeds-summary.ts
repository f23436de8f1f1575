import { median } from "@tenetjs/figures/internals";

/** The median and the range of a measure over seeds. */
export type SeedsSummary = { readonly median: number; readonly lowest: number; readonly highest: number };

/** The summary of `values`, one for each seed. */
export function seedsSummary(values: readonly number[]): SeedsSummary {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/** The summary as "0.998 (0.912 to 1.000)", and for one seed as its value. */
export function inWords({ median, lowest, highest }: SeedsSummary, digits = 3): string {
  const range = lowest === highest ? "" : ` (${lowest.toFixed(digits)} to ${highest.toFixed(digits)})`;
  return `${median.toFixed(digits)}${range}`;
}
