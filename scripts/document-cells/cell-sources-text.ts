import { join } from "node:path";
import { cellTable } from "@tenetjs/cells";
import { recipeSource } from "@tenetjs/recipes";

/** The file with the text of each recipe of the table, which the lab's editor starts with. */
export const cellSourcesFile = join(import.meta.dirname, "../../packages/lab/src/recipe/cell-sources.ts");

/** The content of that file, from the table of cells. */
export function cellSourcesText(): string {
  const entries = Object.entries(cellTable).flatMap(([name, entry]) =>
    "recipe" in entry ? [`  ${keyOf(name)}: \`${recipeSource(entry.recipe, initialisers)}\`,`] : [],
  );
  return `${head}${entries.join("\n")}
} as const satisfies Readonly<Record<RecipeName, string>>;
`;
}

const head = `import type { RecipeName } from "@tenetjs/cells/names";

/** The recipe of each cell as JavaScript. \`pnpm docs:cells\` writes this file from the table of cells. */
export const cellSources = {
`;

/** The initialisers of per-unit parameters that do not start at 0. */
const initialisers = {
  recurrent: "(rng, units) => Float32Array.from({ length: units }, () => uniform(rng))",
};

function keyOf(name: string): string {
  return name.includes("-") ? `"${name}"` : name;
}
