/*
 * Writes the table and the equations of cells in packages/cells/README.md, from the list of cells: `pnpm docs:cells`. A test fails
 * where they are stale.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cellsReadme, withCells } from "./document-cells/cells-markdown.ts";

writeFileSync(cellsReadme, withCells(readFileSync(cellsReadme, "utf8")));
