import { type CellName, namedCell } from "@tenetjs/cells";
import { phrase, problem } from "@tenetjs/core/internals";
import { weightBlocks } from "@tenetjs/recipes/internals";
import type { CellShape } from "./task.ts";

/** The shape of a cell's weights, from its recipe. @throws {RangeError} for a cell without a recipe. */
export function cellShape(cell: CellName): CellShape {
  const { recipe } = namedCell(cell);
  if (recipe === undefined) throw new RangeError(problem("cellShape", "a cell with a recipe", phrase(cell)));
  return {
    ...weightBlocks(recipe),
    b: recipe.gates.length,
    parameters: recipe.parameters.map(({ name }) => name),
  };
}
