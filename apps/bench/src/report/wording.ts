import type { Estimate } from "../results/quotient.ts";
import type { CaseResult, Interval } from "../results/results.ts";

/** `52.1 (51.8 to 53.0)`. */
export function estimateText({ median, interval }: Estimate): string {
  return `${numberText(median)} (${rangeText(interval)})`;
}

/** `51.8 to 53.0`. */
export function rangeText([least, most]: Interval): string {
  return `${numberText(least)} to ${numberText(most)}`;
}

/** Three significant digits, or all before the decimal point: 0.0123, 1.23, 123, 12,345. Very small numbers have an exponent: 1.23e-9. */
export function numberText(value: number): string {
  const rounded = Number(value.toPrecision(3));
  if (rounded !== 0 && !(rounded >= 1e-6 && rounded < 1e15)) return String(rounded);
  const digits = rounded === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(rounded)));
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `78 %`, `3.1 %`, `0.42 %`: two significant digits, or all before the decimal point. */
export function percentText(share: number): string {
  const percent = 100 * share;
  return `${percent >= 10 ? Math.round(percent) : Number(percent.toPrecision(2))} %`;
}

/** What a ratio of a case says, for the head of a column. */
export function ratioWords({ unit }: Pick<CaseResult, "unit">): string {
  return unit === "MB" ? "times as little" : "times as fast";
}
