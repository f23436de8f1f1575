import {
  type Cell,
  type CellName,
  type CellSizes,
  cell,
  cellNames,
  isPhased,
  namedCell,
} from "@tenetjs/cells";
import { add, mul, recipe, sigmoid, sub } from "@tenetjs/recipes";

/** A temporal gate that opens and closes within a few steps. */
export const temporalGate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;

/** The names of the cells that kernels compile: all cells that have a recipe. */
export const compiledNames: readonly CellName[] = cellNames.filter(
  (name) => namedCell(name).recipe !== undefined,
);

/** The compiled cells with the given sizes. */
export function compiledCells(sizes: CellSizes, names = compiledNames): Cell[] {
  return names.flatMap((name) => {
    const { recipe } = namedCell(name, isPhased(name) ? temporalGate : undefined);
    return recipe === undefined ? [] : [cell(recipe, sizes)];
  });
}

/** One whose gates see x alone: there is no product with h, and its Wh has no columns. */
export const leaky = recipe({
  name: "leaky",
  gates: { write: "input", candidate: "input" },
  state: ["h"],
  step: ({ gates, state }) => {
    const write = sigmoid(gates.write);
    return { h: add(mul(sub(1, write), state.h), mul(write, gates.candidate)) };
  },
});

/**
 * The cells that tests try in every setting. Between them they have: one gate; one state; gates that read x, h or both, and gates that all read x alone; states in
 * addition to h; and parameters and inputs of the recipe.
 */
export function variousCells(sizes: CellSizes): Cell[] {
  return [...compiledCells(sizes, ["rnn", "lstm", "gru", "phased-peephole-lstm"]), cell(leaky, sizes)];
}
