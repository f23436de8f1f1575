import {
  type Cell,
  type CellName,
  type CellSizes,
  cell,
  cellNames,
  isPhased,
  namedCell,
} from "@tenetjs/cells";
import { add, mul, recipe, sigmoid, sub, tanh } from "@tenetjs/recipes";

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

/** The minimal gated unit of the paper, whose candidate multiplies f h. Its factor and its state have the gate in common. */
export const paperMgu = recipe({
  name: "paper-mgu",
  gates: ["forget", "candidate"],
  second: { gates: ["candidate"], factor: ({ gates, state }) => mul(sigmoid(gates.forget), state.h) },
  state: ["h"],
  step: ({ gates, state }) => {
    const forget = sigmoid(gates.forget);
    return { h: add(mul(sub(1, forget), state.h), mul(forget, tanh(gates.candidate))) };
  },
});

/** One whose second product is the only one: the other gate sees x alone, and the factor is no state. It has two gates of the second product, one of which does not see x. */
export const lateOnly = recipe({
  name: "late-only",
  gates: { write: "input", candidate: "both", output: "hidden" },
  second: {
    gates: ["candidate", "output"],
    factor: ({ gates, state }) => mul(tanh(gates.write), sub(1, state.c)),
  },
  state: ["h", "c"],
  step: ({ gates, state }) => {
    const c = add(mul(0.5, state.c), tanh(gates.candidate));
    return { c, h: mul(sigmoid(gates.output), add(c, state.h)) };
  },
});

/**
 * The cells that tests try in every setting. Between them they have: one gate; one state; gates that read x, h or both, and gates that all read x alone; states in
 * addition to h; parameters and inputs of the recipe; and second products.
 */
export function variousCells(sizes: CellSizes): Cell[] {
  return [
    ...compiledCells(sizes, ["rnn", "lstm", "gru", "original-gru", "phased-peephole-lstm"]),
    ...[leaky, paperMgu, lateOnly].map((made) => cell(made, sizes)),
  ];
}
