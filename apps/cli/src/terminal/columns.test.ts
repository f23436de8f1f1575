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
