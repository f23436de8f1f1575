import { type CellName, namedCell } from "@tenetjs/cells";
import { phrase, problem } from "@tenetjs/core/internals";
import { weightBlocks } from "@tenetjs/recipes/internals";
import type { CellShape } from "./task.ts";

/** The shape of that cell's weights, read off its recipe. @throws {RangeError} for a cell without one. */
export function cellShape(cell: CellName): CellShape {
  const { recipe } = namedCell(cell);
  if (recipe === undefined)
    throw new RangeError(
      problem("cellShape", `a recipe of ${cell}, to read its weights off`, phrase("none")),
    );
  return {
    ...weightBlocks(recipe),
    b: recipe.gates.length,
    parameters: recipe.parameters.map(({ name }) => name),
  };
}
