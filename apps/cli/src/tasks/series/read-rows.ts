import { statSync } from "node:fs";
import { resolve } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { tides } from "@tenetjs/datasets";
import { decodeSource, readSource } from "../../corpus/read-source.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { parseTable } from "./parse-table.ts";
import type { SeriesData } from "./series-data.ts";

/** The name of the series that the project generates: hourly water levels. */
export const tidesName = "tides";

/** Rows of numbers with named columns, and where they are from. */
export type NamedRows = {
  readonly source: SeriesData["source"];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
};

/**
 * The rows of the CSV file at `name`, or of the generated series `tides`. Columns that are left out are told on the terminal.
 *
 * @throws {TenetError} `SOURCE_MISSING` when there is no such file; `BAD_SERIES` when it is no table of numbers.
 */
export async function readRows(
  name: string,
  { columns, terminal }: { readonly columns: readonly string[] | null; readonly terminal: Terminal },
): Promise<NamedRows> {
  if (name === tidesName) {
    const rows = tides({ hours: 4000, seed: 1 });
    return { source: { kind: "tides" }, columns: ["level"], rows };
  }
  const path = resolve(name);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new TenetError("SOURCE_MISSING", problem("series", `a CSV file, or ${tidesName}`, name));
  const source = await readSource({ kind: "file", path }, terminal);
  const table = parseTable(decodeSource(source), { place: path, only: columns });
  for (const { column, line, value } of table.leftOut)
    terminal.error(`left out: column ${column}, which has "${value}" in row ${line}`);
  return { source: { kind: "file", path, sha256: source.sha256 }, columns: table.columns, rows: table.rows };
}

/**
 * The rows of a run, read again from where they were, or from the file `moved`.
 *
 * @throws {TenetError} `RESUME_REFUSED`, with both checksums, when the file has changed.
 */
export async function rereadRows(
  { source, columns }: SeriesData,
  { moved, terminal }: { readonly moved: readonly string[]; readonly terminal: Terminal },
): Promise<NamedRows["rows"]> {
  if (moved.length > 1) throw new RangeError(problem("series", "one file", phrase(`${moved.length} files`)));
  if (source.kind === "tides") return (await readRows(tidesName, { columns, terminal })).rows;
  const found = await readRows(moved[0] ?? source.path, { columns, terminal });
  const now = found.source.kind === "file" ? found.source.sha256 : "none";
  if (now === source.sha256) return found.rows;
  const next = "Restore the file (if it moved, pass its path), or train on the new one from the start.";
  const expected = `the series as the run read it (SHA-256 ${source.sha256})`;
  const got = phrase(`${moved[0] ?? source.path} (SHA-256 ${now})`);
  throw new TenetError("RESUME_REFUSED", problem("resume", expected, got, next));
}
