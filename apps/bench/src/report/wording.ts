import type { Estimate } from "../results/quotient.ts";
import type { CaseResult, Interval, Measured } from "../results/results.ts";

/** `52.1 (51.8 to 53.0)`: all with so many digits that the width of the interval shows. */
export function estimateText({ median, interval }: Estimate): string {
  return `${numberText(median)} (${rangeText(interval)})`;
}

/** `51.8 to 53.0`. */
export function rangeText([least, most]: Interval): string {
  return `${numberText(least)} to ${numberText(most)}`;
}

/** Three digits, or all of those before the point: 0.0123, 1.23, 123, 12,345. */
export function numberText(value: number): string {
  if (value === 0) return "0";
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  // 9.996 has three digits as 10.0.
  const rounded = Number(value.toFixed(Math.min(digits, 20)));
  const shown = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded || value))));
  return rounded.toLocaleString("en-US", {
    minimumFractionDigits: Math.min(shown, 20),
    maximumFractionDigits: Math.min(shown, 20),
  });
}

/** `78 %`. */
export function percentText(share: number): string {
  return `${numberText(100 * share)} %`;
}

/** What a ratio of a case says: a column's head. */
export function ratioWords({ unit, better }: Pick<CaseResult, "unit" | "better">): string {
  if (unit === "MB") return better === "lower" ? "times as little" : "times as much";
  return "times as fast";
}

/** Whether a subject's figures are those of another task than the others'. */
export function isOtherTask({ check }: Pick<Measured, "check">): boolean {
  return check.status === "different";
}
