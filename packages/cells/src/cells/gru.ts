import { add, mul, recipe, sigmoid, sub, tanh } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The gated recurrent unit (Cho et al., 2014) in the reset-after form of PyTorch and cuDNN. With h' the state before the step:
 *
 * - r = sigmoid(x Wr + h' Ur + br),
 * - z = sigmoid(x Wz + h' Uz + bz),
 * - n = tanh(x W + b + r (h' U + bu)),
 * - h = (1 - z) n + z h'.
 *
 * The reset gate scales h' U + bu rather than h', so that all products of a step can be computed at once. The candidate n therefore has
 * one part from x and one from h', each with its own bias.
 */
export const gruRecipe = recipe({
  name: "gru",
  gates: { reset: "both", update: "both", candidate: "input", recall: "hidden" },
  state: ["h"],
  memory: { keep: "update" },
  notation: { update: "z", candidate: "n", recall: "m" },
  step: ({ gates, state }) => {
    const update = sigmoid(gates.update);
    const candidate = tanh(add(gates.candidate, mul(sigmoid(gates.reset), gates.recall)));
    return { h: add(mul(sub(1, update), candidate), mul(update, state.h)) };
  },
});

/** A gated recurrent unit in the reset-after form of PyTorch and cuDNN. */
export function gru(options: CellOptions): Cell {
  return cell(gruRecipe, options);
}
