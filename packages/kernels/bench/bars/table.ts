import { type Bar, type Comparison, meets, type Row } from "./row.ts";
import { median, spread } from "./statistics.ts";

const head = [
  "work",
  "subject",
  "threads",
  "median",
  "spread",
  "against",
  "ratio (least to most)",
  "bar",
  "met",
];

/** The rows as a table in Markdown, padded so that it reads as plain text too. */
export function markdownTable(rows: readonly Row[]): string {
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const written = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] as number)));
  const rule = widths.map((width) => "-".repeat(width));
  const [first = [], ...others] = written;
  return [first, rule, ...others].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

function cells({ work, subject, threads, rounds, unit, comparison }: Row): string[] {
  return [
    work,
    subject,
    String(threads),
    `${figure(median(rounds))} ${unit}`,
    `${Math.round(100 * spread(rounds))} %`,
    ...(comparison === undefined ? ["", "", "", ""] : compared(comparison)),
  ];
}

function compared({ against, ratios, as, bar }: Comparison): string[] {
  const show = (ratio: number) => (as === "percent" ? `${figure(100 * ratio)} %` : `${figure(ratio)}x`);
  const middle = median(ratios);
  const range = `${show(middle)} (${show(Math.min(...ratios))} to ${show(Math.max(...ratios))})`;
  return bar === undefined
    ? [against, range, "", ""]
    : [against, range, showBar(bar, show), meets(middle, bar) ? "yes" : "no"];
}

function showBar({ least, most }: Bar, show: (ratio: number) => string): string {
  if (least !== undefined && most !== undefined) return `${show(least)} to ${show(most)}`;
  if (least !== undefined) return `at least ${show(least)}`;
  return most === undefined ? "" : `at most ${show(most)}`;
}

function figure(value: number): string {
  return format.format(value);
}

/** Three digits that count; whole thousands are not rounded. */
const format = new Intl.NumberFormat("en", {
  maximumSignificantDigits: 3,
  maximumFractionDigits: 0,
  roundingPriority: "morePrecision",
  useGrouping: false,
});
