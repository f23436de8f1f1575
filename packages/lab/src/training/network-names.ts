import type { CellName } from "@tenetjs/cells";
import { cellChoices } from "./cell-choices.ts";

/** The cells of the table, and the reader's own, and how a form calls them. */
export const networkNames = { ...cellChoices, own: "own cell" } as const;

/** A cell of the table, or `"own"`: the recipe that the reader wrote. */
export type NetworkName = CellName | "own";
