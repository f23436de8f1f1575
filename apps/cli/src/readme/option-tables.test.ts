import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { optionTables, withOptionTables } from "./option-tables.test.support.ts";

test("the tables of options in the README are up to date ('pnpm options' writes them)", async () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  expect(withOptionTables(readme, await optionTables())).toBe(readme);
});

test("a table without markers, and markers without a table, are errors", () => {
  const place = (name: string) =>
    `before\n<!-- options of ${name}, written by pnpm options -->\nold\n<!-- end of options -->\nafter`;
  expect(withOptionTables(place("a"), { a: "new" })).toBe(
    "before\n<!-- options of a, written by pnpm options -->\n\nnew\n\n<!-- end of options -->\nafter",
  );
  expect(() => withOptionTables(place("a"), { a: "new", b: "more" })).toThrow(
    "no place for the options of b",
  );
  expect(() => withOptionTables(place("c"), {})).toThrow("no table of the options of c");
});
