import { TenetError } from "@tenetjs/core";
import { excerpt, phrase, problem } from "@tenetjs/core/internals";
import { CsvError, parse } from "csv-parse/sync";

/** Columns of numbers, by name in the order of the file. */
export type Table = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
  /** The columns that are left out, each with the first value that is no number. */
  readonly leftOut: readonly { readonly column: string; readonly line: number; readonly value: string }[];
};

/**
 * The columns of numbers in the text of a CSV file. Values are separated by tabs, semicolons or commas, whichever of them the first line has; with the first two, a
 * number may have a decimal comma. The first line names the columns unless all of it are numbers; else their names are their numbers from 1.
 *
 * @param options.only the names of the columns to read, or their numbers from 1; by default, those that have a number in every row
 * @throws {TenetError} `BAD_SERIES` with the line, when the text is no table, a wanted column is missing, or has a value that is no number.
 */
export function parseTable(
  text: string,
  { place, only }: { readonly place: string; readonly only: readonly string[] | null },
): Table {
  const delimiter = delimiterOf(text);
  const [first = [], ...rest] = cellsOf(text, delimiter, place);
  const numberIn = (cell: string) => numberOf(delimiter === "," ? cell : cell.replace(",", "."));
  const hasNames = first.some((cell) => Number.isNaN(numberIn(cell)));
  const names = first.map((cell, index) => (hasNames && cell !== "" ? cell : `${index + 1}`));
  const records = hasNames ? rest : [first, ...rest];
  const firstLine = hasNames ? 2 : 1;
  const wanted =
    only === null ? names.map((_, index) => index) : only.map((name) => columnOf(name, names, place));
  const chosen: number[] = [];
  const leftOut: { column: string; line: number; value: string }[] = [];
  for (const index of wanted) {
    const column = names[index] as string;
    const bad = records.findIndex((record) => Number.isNaN(numberIn(record[index] ?? "")));
    if (bad < 0) chosen.push(index);
    else leftOut.push({ column, line: firstLine + bad, value: records[bad]?.[index] ?? "" });
  }
  const [fault] = leftOut;
  if (fault !== undefined && (only !== null || chosen.length === 0)) {
    const next =
      "Fill gaps before training, for example with the value before them, or choose other --columns.";
    const got = fault.value === "" ? phrase("nothing") : phrase(excerpt(fault.value));
    throw bad(`a number in row ${fault.line}, column ${fault.column}, of ${place}`, got, next);
  }
  return {
    columns: chosen.map((index) => names[index] as string),
    rows: records.map((record) => chosen.map((index) => numberIn(record[index] as string))),
    leftOut,
  };
}

function cellsOf(text: string, delimiter: string, place: string): string[][] {
  try {
    return parse(text, { delimiter, bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const [, wanted, got, line] = uneven.exec(error.message) ?? [];
    if (line !== undefined)
      throw bad(`${wanted} values in line ${line} of ${place}, as in its first line`, phrase(`${got}`));
    throw bad(`a table of values in ${place}`, phrase(error.message.replace(/\.$/, "")));
  }
}

/** How csv-parse says that a line has another number of values than the first. */
const uneven = /^Invalid Record Length: expect (\d+), got (\d+) on line (\d+)/;

function delimiterOf(text: string): string {
  const [line = ""] = text.split("\n", 1);
  return ["\t", ";"].find((one) => line.includes(one)) ?? ",";
}

function numberOf(cell: string): number {
  const value = cell === "" ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** The index of the column with that name, or that number from 1. */
function columnOf(name: string, names: readonly string[], place: string): number {
  const byName = names.indexOf(name);
  const index = byName < 0 && /^\d+$/.test(name) ? Number(name) - 1 : byName;
  if (index in names) return index;
  throw bad(`one of the columns ${names.join(", ")} of ${place}`, phrase(excerpt(name)));
}

function bad(expected: string, got: unknown, next?: string): TenetError {
  return new TenetError("BAD_SERIES", problem("series", expected, got, next));
}
