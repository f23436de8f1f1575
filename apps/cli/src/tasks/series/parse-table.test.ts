import { describe, expect, test } from "vitest";
import { parseTable } from "./parse-table.ts";

const read = (text: string, only: readonly string[] | null = null) =>
  parseTable(text, { place: "a.csv", only });

test("columns of numbers are read, by the names in the first line", () => {
  expect(read("time,a,b\n10:00,1,2.5\n11:00,-3,4e2\n")).toEqual({
    columns: ["a", "b"],
    rows: [
      [1, 2.5],
      [-3, 400],
    ],
    leftOut: [{ column: "time", line: 2, value: "10:00" }],
  });
  expect(read("time,a,b\n10:00,1,2\n", ["b", "2"]).rows).toEqual([[2, 1]]);
});

test("without names, columns are numbered; quotes, a byte order mark, empty lines and line ends of Windows are fine", () => {
  expect(read('\ufeff"1",2\r\n\r\n3,"4"\r\n')).toEqual({
    columns: ["1", "2"],
    rows: [
      [1, 2],
      [3, 4],
    ],
    leftOut: [],
  });
});

test("tabs and semicolons separate too, with decimal commas", () => {
  expect(read("a;b\n1,5;2\n").rows).toEqual([[1.5, 2]]);
  expect(read("a\tb\n1.5\t2\n").rows).toEqual([[1.5, 2]]);
});

describe("is refused with its place:", () => {
  test.each<[string, string, string[] | null, string]>([
    [
      "a row of another length",
      "a,b\n1,2\n3\n",
      null,
      "expected 2 values in line 3 of a.csv, as in its first line, got 1.",
    ],
    [
      "a gap in a wanted column",
      "a,b\n1,2\n,4\n",
      ["a"],
      "expected a number in row 3, column a, of a.csv, got nothing.",
    ],
    ["no column of numbers", "a\nx\n", null, 'expected a number in row 2, column a, of a.csv, got "x".'],
    ["an unknown column", "a,b\n1,2\n", ["c"], 'expected one of the columns a, b of a.csv, got "c".'],
  ])("%s", (_, text, only, message) => {
    expect(() => read(text, only)).toThrow(message);
  });
});
