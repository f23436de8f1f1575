import { type Expression, evaluate } from "@tenetjs/recipes";
import type { PlainRecipe } from "../recipe/plain-recipe.ts";
import { recipeOf } from "../recipe/plain-recipe.ts";
import { type CellStep, cellSteps, unitLeaf } from "../training/cell-steps.ts";
import type { SequenceReading } from "../training/read-sequence.ts";
import type { CellGraph } from "./cell-graph.ts";

/** How a network with a recipe reads a sequence, step by step. */
export type CellReading = Pick<SequenceReading, "answers" | "params"> & {
  readonly steps: readonly CellStep[];
};

/** The steps of a reading, computed from what the network has read and its parameters. */
export function cellReading(recipe: PlainRecipe, { answers, params, inputs }: SequenceReading): CellReading {
  const own = recipe.parameters.map(({ name }) => [name, params[name] as ArrayLike<number>] as const);
  return { answers, params: Object.fromEntries(own), steps: cellSteps(recipeOf(recipe), params, inputs) };
}

/** The number of every expression, in one unit at one step. */
export function numbersAt(
  { order }: CellGraph,
  { steps, params }: CellReading,
  step: number,
  unit: number,
): Map<Expression, number> {
  const given = steps[step] as CellStep;
  const numbers = evaluate(order, { leaf: unitLeaf(given, params, unit) });
  return new Map(order.map((node, index) => [node, numbers[index] as number]));
}

/** The number of units. */
export function unitsOf({ steps }: CellReading): number {
  return steps[0]?.before.h?.length ?? 0;
}

/** The unit that holds most at the last step: the one whose memory is largest. */
export function mostHolding({ steps }: CellReading): number {
  const before = Object.values(steps.at(-1)?.before ?? {});
  const last = Array.from(before.at(-1) ?? [0], Math.abs);
  return Math.max(0, last.indexOf(Math.max(...last)));
}
