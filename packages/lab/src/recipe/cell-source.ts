import type { PhasedName, RecipeName } from "@tenetjs/cells/names";
import { cellSources } from "./cell-sources.ts";

/** The name of a cell that has a recipe. */
export type SourceName = RecipeName | PhasedName;

/** The recipe of a cell of the table, as the text that an editor starts with. */
export function cellSource(name: SourceName): string {
  if (name in cellSources) return cellSources[name as RecipeName];
  const inner = cellSources[name.slice("phased-".length) as RecipeName];
  return `phasedRecipe(\n${inner.replace(/;$/, ",").replace(/^/gm, "  ")}\n);`;
}
