import type { Standing } from "../standings.ts";
import { measureNames } from "../trial/measures.ts";
import type { OptionValue } from "../trial/trial.ts";

/** A table of trials: the names of its columns, and a cell for each; null for what there is not. */
export type TrialRows = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** The trials as rows, from the best to the worst: what they differ in, how they ended, and all their measures. */
export function trialRows(standings: readonly Standing[], axes: readonly string[]): TrialRows {
  const measures = measureNames.filter((name) => standings.some(({ result }) => name in result.measures));
  return {
    columns: [
      "trial",
      ...axes,
      "seed",
      "outcome",
      "steps",
      ...measures,
      "parameters",
      "seconds",
      "weights",
      "message",
    ],
    rows: standings.map(({ trial, result }) => [
      trial.id,
      ...axes.map((axis) => written(trial.point[axis])),
      trial.spec.seed,
      result.outcome,
      result.step,
      ...measures.map((name) => result.measures[name] ?? null),
      result.parameters,
      result.seconds,
      result.weights,
      result.message,
    ]),
  };
}

/** The rows as CSV (RFC 4180), with a line of names. */
export function asCsv({ columns, rows }: TrialRows): string {
  return `${[columns, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** A value of an option as a cell. */
export function written(value: OptionValue | undefined): string | number {
  if (value === undefined) return "";
  return typeof value === "number" ? value : String(value);
}

function csvCell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
