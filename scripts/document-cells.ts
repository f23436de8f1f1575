/*
 * Writes the table and the equations of packages/cells/README.md from the table of cells: `pnpm docs:cells`. A test fails if they are
 * out of date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cellsReadme, withCells } from "./document-cells/cells-markdown.ts";

writeFileSync(cellsReadme, withCells(readFileSync(cellsReadme, "utf8")));
