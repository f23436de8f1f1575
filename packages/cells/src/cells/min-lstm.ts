import { add, div, mul, recipe, sigmoid } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The minLSTM (Feng, Tung, Ahmed, Bengio and Hajimirsadeghi, 2024), in the form without logarithms: the LSTM whose gates and
 * candidate see x alone, without an output gate and without a tanh. Its two gates are scaled to add up to 1, so that the state is
 * of the same size however long the sequence (the paper's length independence scaling):
 *
 * - f = sigmoid(x Wf + bf), i = sigmoid(x Wi + bi),
 * - h = f / (f + i) h' + i / (f + i) (x W + b).
 *
 * It is linear in its state, so that the paper computes all steps by a parallel scan; here they are computed one after another.
 * Its gates do not know what came before, so that one layer alone cannot tell a first input from a later one; use two or more.
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

/** A minLSTM. Its forget bias starts at 1 unless `bias` says otherwise. */
export function minLstm(options: CellOptions): Cell {
  return cell(minLstmRecipe, options);
}
