import fc from "fast-check";
import { expect, test } from "vitest";
import { markdownTable } from "./markdown-table.ts";

test("columns are aligned, numbers to the right", () => {
  const table = {
    columns: ["subject", "ms"],
    rows: [
      ["ours", "5"],
      ["a|b", "1,234"],
    ],
    numericColumns: [1],
  };
  expect(markdownTable(table)).toBe(
    ["| subject |    ms |", "| ------- | ----: |", "| ours    |     5 |", "| a\\|b    | 1,234 |"].join("\n"),
  );
});

test("whatever the cells contain, a table has a line per row and a cell per column", () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom("|", "a\nb", "\\", "\\|", "`|`"));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }), (rows) => {
      const lines = markdownTable({ columns: ["a", "b", "c"], rows }).split("\n");
      expect(lines).toHaveLength(rows.length + 2);
      // An escaped backslash does not escape what follows it.
      for (const line of lines) expect(line.replaceAll(/\\./g, "").split("|")).toHaveLength(5);
    }),
  );
});
