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

/** The names of the cells that kernels compile: of all that have a recipe. */
export const compiledNames: readonly CellName[] = cellNames.filter(
  (name) => namedCell(name).recipe !== undefined,
);

/** Those cells, of these sizes. */
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
 * Those to try in every situation: of one gate; of one state; with gates that see all of x, h or both, and x alone; and with a state
 * beside h, parameters and inputs of the recipe's own.
 */
export function variousCells(sizes: CellSizes): Cell[] {
  return [...compiledCells(sizes, ["rnn", "lstm", "gru", "phased-peephole-lstm"]), cell(leaky, sizes)];
}
