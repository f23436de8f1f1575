import { markdownTable as align } from "markdown-table";
import stringWidth from "string-width";

/** A table's cells, row by row. Columns in `numericColumns` (counted from 0) are aligned to the right. */
export type Table = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly numericColumns?: readonly number[];
};

/** A table in GitHub's Markdown, with aligned columns. */
export function markdownTable({ columns, rows, ...alignment }: Table): string {
  const text = (row: readonly string[]) => row.map(markdownText);
  return alignedTable({ columns: text(columns), rows: rows.map(text), ...alignment });
}

/** The same of columns and rows that are Markdown already, such as links. */
export function alignedTable({ columns, rows, numericColumns = [] }: Table): string {
  const sides = columns.map((_, column) => (numericColumns.includes(column) ? "right" : undefined));
  return align([columns, ...rows], { align: sides, stringLength: stringWidth });
}

/** `text` on one line, with Markdown's special characters escaped. */
export function markdownText(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\|<>&*_`[\]]/g, (mark) => `\\${mark}`);
}
