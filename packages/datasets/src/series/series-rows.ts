import { phrase, problem } from "@tenetjs/core/internals";

/** The rows of a series in order of time, each with the same number of columns. */
export type SeriesRows = readonly (readonly number[])[];

/** The number of columns. @throws {RangeError} naming the first row that has another, or the first value that is not a finite number. */
export function columnsOf(where: string, rows: SeriesRows): number {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0) throw new RangeError(problem(where, "rows of at least one number", phrase("none")));
  rows.forEach((row, index) => {
    if (row.length !== columns) {
      const next = `Row ${index} differs from row 0. Leave out columns that not every row has.`;
      throw new RangeError(problem(where, `${columns} numbers in each row`, row.length, next));
    }
    const bad = row.findIndex((value) => !Number.isFinite(value));
    if (bad < 0) return;
    const next = "Fill a gap before windows are cut, for example with the value before it.";
    throw new RangeError(problem(where, `a finite number in row ${index}, column ${bad}`, row[bad], next));
  });
  return columns;
}
