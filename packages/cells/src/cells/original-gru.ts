import { add, mul, recipe, sigmoid, sub, tanh } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The gated recurrent unit as it was published (Cho et al., 2014), which resets the state before the product: `reset_after=False` in Keras,
 * `linear_before_reset=0` in ONNX, and the GRU of tfjs-layers. With h' the state before the step:
 *
 * - r = sigmoid(x Wr + h' Ur + br),
 * - z = sigmoid(x Wz + h' Uz + bz),
 * - n = tanh(x W + (r h') U + b),
 * - h = (1 - z) n + z h'.
 *
 * The product with U has to wait for r, so that a step multiplies twice, one after the other. `gru` has the form that multiplies once.
 */
export const originalGruRecipe = recipe({
  name: "original-gru",
  gates: ["reset", "update", "candidate"],
  second: { gates: ["candidate"], factor: ({ gates, state }) => mul(sigmoid(gates.reset), state.h) },
  state: ["h"],
  memory: { keep: "update" },
  notation: { update: "z", candidate: "n" },
  step: ({ gates, state }) => {
    const update = sigmoid(gates.update);
    return { h: add(mul(sub(1, update), tanh(gates.candidate)), mul(update, state.h)) };
  },
});

/** A gated recurrent unit that resets its state before the product, as it was published. */
export function originalGru(options: CellOptions): Cell {
  return cell(originalGruRecipe, options);
}
