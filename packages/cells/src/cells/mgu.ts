import { add, mul, recipe, sigmoid, sub, tanh } from "@tenetjs/recipes";
import { type Cell, type CellOptions, cell } from "../cell.ts";

/**
 * The minimal gated unit (Zhou, Wu, Zhang and Zhou, 2016) in a reset-after form. Its one gate f says how much of the state the
 * candidate sees, and how much of it the candidate replaces:
 *
 * - f = sigmoid(x Wf + h' Uf + bf),
 * - n = tanh(x W + b + f (h' U + bu)),
 * - h = (1 - f) h' + f n.
 *
 * The paper has (f h') U in the candidate, a product that has to wait for f. Here f scales h' U + bu, as the reset gate does in the
 * GRU of PyTorch and cuDNN, so that all products of a step are made at once; weights of one form do not fit the other.
 */
export const mguRecipe = recipe({
  name: "mgu",
  gates: { forget: "both", candidate: "input", recall: "hidden" },
  state: ["h"],
  // What it does not write, it keeps.
  memory: { write: "forget" },
  notation: { candidate: "n", recall: "m" },
  step: ({ gates, state }) => {
    const forget = sigmoid(gates.forget);
    const candidate = tanh(add(gates.candidate, mul(forget, gates.recall)));
    return { h: add(mul(sub(1, forget), state.h), mul(forget, candidate)) };
  },
});

/** A minimal gated unit, in a reset-after form. Its gate starts by keeping, at a bias of -1, unless `bias` says otherwise. */
export function mgu(options: CellOptions): Cell {
  return cell(mguRecipe, options);
}
