import { add, mul, recipe, sigmoid, tanh } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * Long short-term memory with a forget gate (Hochreiter and Schmidhuber, 1997; Gers et al., 2000). With h' and c' the state before the
 * step:
 *
 * - i, f, o = sigmoid(x W + h' U + b), each with its own weights,
 * - g = tanh(x Wg + h' Ug + bg),
 * - c = f c' + i g,
 * - h = o tanh(c).
 */
export const lstmRecipe = recipe({
  name: "lstm",
  gates: ["input", "forget", "candidate", "output"],
  state: ["h", "c"],
  memory: { keep: "forget", write: "input" },
  notation: { candidate: "g" },
  step: ({ gates, state }) => {
    const c = add(mul(sigmoid(gates.forget), state.c), mul(sigmoid(gates.input), tanh(gates.candidate)));
    return { c, h: mul(sigmoid(gates.output), tanh(c)) };
  },
});

/** A long short-term memory cell, with state `h` and `c`. By default, its forget bias starts at 1. */
export function lstm(options: CellOptions): Cell {
  return cell(lstmRecipe, options);
}
