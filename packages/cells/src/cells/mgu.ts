import { add, mul, recipe, sigmoid, sub, tanh } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The minimal gated unit (Zhou, Wu, Zhang and Zhou, 2016) in a reset-after form. Its single gate f determines how much of the state h'
 * the candidate n sees, and how much of it the candidate replaces:
 *
 * - f = sigmoid(x Wf + h' Uf + bf),
 * - n = tanh(x W + b + f (h' U + bu)),
 * - h = (1 - f) h' + f n.
 *
 * In the paper, the candidate has (f h') U, a product that has to wait for f. Here, f scales h' U + bu, as the reset gate does in the GRU
 * of PyTorch and cuDNN, so that all products of a step can be computed at once. The two forms need different weights. A recipe with a `second` product
 * can state the paper's: the guide to cells of your own does.
 */
export const mguRecipe = recipe({
  name: "mgu",
  gates: { forget: "both", candidate: "input", recall: "hidden" },
  state: ["h"],
  // The gate keeps what it does not write.
  memory: { write: "forget" },
  notation: { candidate: "n", recall: "m" },
  step: ({ gates, state }) => {
    const forget = sigmoid(gates.forget);
    const candidate = tanh(add(gates.candidate, mul(forget, gates.recall)));
    return { h: add(mul(sub(1, forget), state.h), mul(forget, candidate)) };
  },
});

/** A minimal gated unit in a reset-after form. By default, the bias of its gate starts at -1, so that it keeps most of its state. */
export function mgu(options: CellOptions): Cell {
  return cell(mguRecipe, options);
}
