import { readFileSync } from "node:fs";
import { cellNames, isPhased } from "@tenetjs/cells";
import { expect, test } from "vitest";
import { cellSourcesFile, cellSourcesText } from "./cell-sources-text.ts";
import { cellsReadme, withCells } from "./cells-markdown.ts";

const text = readFileSync(cellsReadme, "utf8");

test("the README of cells is up to date with the table of cells (`pnpm docs:cells` renews it)", () => {
  expect(text).toBe(withCells(text));
});

test("the texts of recipes in the lab are up to date with the table of cells (`pnpm docs:cells` renews them)", () => {
  expect(readFileSync(cellSourcesFile, "utf8")).toBe(cellSourcesText());
});

test("every cell that is not phased has a row", () => {
  for (const name of cellNames) if (!isPhased(name)) expect(text).toContain(`\n| \`${name}\``);
});
