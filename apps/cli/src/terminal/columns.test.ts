import { expect, test } from "vitest";
import { columns } from "./columns.ts";

test("columns are as wide as their widest cell, with numbers to the right and no trailing spaces", () => {
  expect(columns([["name", "values"], ["b", 12], ["a longer one", 3], ["short"]])).toEqual([
    "name          values",
    "b                 12",
    "a longer one       3",
    "short",
  ]);
});

test("characters that take two columns of a terminal, and colours that take none, are aligned", () => {
  expect(
    columns([
      ["午後", "x"],
      ["\u001b[1mab\u001b[22m", "y"],
      ["👩‍👩‍👧", "z"],
    ]),
  ).toEqual(["午後  x", "\u001b[1mab\u001b[22m    y", "👩‍👩‍👧    z"]);
});
