/*
 * Writes the table and the equations of packages/cells/README.md from the table of cells, and the texts of recipes that the lab's editor starts with: `pnpm
 * docs:cells`. A test fails if they are out of date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cellSourcesFile, cellSourcesText } from "./document-cells/cell-sources-text.ts";
import { cellsReadme, withCells } from "./document-cells/cells-markdown.ts";

writeFileSync(cellsReadme, withCells(readFileSync(cellsReadme, "utf8")));
writeFileSync(cellSourcesFile, cellSourcesText());
