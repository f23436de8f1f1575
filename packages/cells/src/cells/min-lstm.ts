import { add, div, mul, recipe, sigmoid } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The minLSTM (Feng, Tung, Ahmed, Bengio and Hajimirsadeghi, 2024), in the form without logarithms: an LSTM without output gate and tanh,
 * whose gates and candidate depend only on the input x. The two gates are scaled to add up to 1, so that the magnitude of the state does
 * not depend on the length of the sequence (the paper's length independence scaling). With h' the state before the step:
 *
 * - f = sigmoid(x Wf + bf), i = sigmoid(x Wi + bi),
 * - h = f / (f + i) h' + i / (f + i) (x W + b).
 *
 * The cell is linear in its state, which allows the paper to compute all steps by a parallel scan. Here, steps run one after another.
 * The gates do not see the state, so a single layer cannot tell a first input from a later one: stack two or more.
 */
export const minLstmRecipe = recipe({
  name: "min-lstm",
  gates: { input: "input", forget: "input", candidate: "input" },
  state: ["h"],
  memory: { keep: "forget", write: "input" },
  notation: { candidate: "n" },
  step: ({ gates, state }) => {
    const [input, forget] = [sigmoid(gates.input), sigmoid(gates.forget)];
    const both = add(forget, input);
    return { h: add(mul(div(forget, both), state.h), mul(div(input, both), gates.candidate)) };
  },
});

/** A minLSTM. By default, its forget bias starts at 1. */
export function minLstm(options: CellOptions): Cell {
  return cell(minLstmRecipe, options);
}
