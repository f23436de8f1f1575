/** A table in GitHub's Markdown with aligned columns. Columns in `numericColumns` (counted from 0) are aligned to the right. */
export function markdownTable({
  columns,
  rows,
  numericColumns = [],
}: {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly numericColumns?: readonly number[];
}): string {
  const text = (row: readonly string[]) => row.map(markdownText);
  return alignedTable({ columns: text(columns), rows: rows.map(text), numericColumns });
}

/** The same of columns and rows that are Markdown already, such as links. */
export function alignedTable({
  columns,
  rows,
  numericColumns = [],
}: {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly numericColumns?: readonly number[];
}): string {
  const cells = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const isNumeric = (column: number) => numericColumns.includes(column);
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => pad(row[column] ?? "", width, isNumeric(column))).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    isNumeric(column) ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  const [head = [], ...body] = cells;
  return [line(head), line(rule), ...body.map(line)].join("\n");
}

/** `text` on one line, with Markdown's special characters escaped. */
export function markdownText(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\|<>&*_`[\]]/g, (mark) => `\\${mark}`);
}

function pad(text: string, width: number, toTheRight: boolean): string {
  return toTheRight ? text.padStart(width) : text.padEnd(width);
}
