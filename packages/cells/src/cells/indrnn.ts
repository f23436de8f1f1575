import { split, uniform } from "@tenetjs/core";
import { add, mul, recipe, relu } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The independently recurrent network (Li, Li, Cook, Zhu and Gao, 2018): a unit sees of the state before its own number alone,
 *
 * h = max(0, x W + u h' + b),
 *
 * with a recurrent weight u of its own; units meet in the layer above. u starts as U(0, 1), as in the authors' implementation. The
 * paper keeps |u| within 2^(1 / T) for sequences of T steps, which is not done here: |u| > 1 grows without bound over long ones.
 */
export const indrnnRecipe = recipe({
  name: "indrnn",
  gates: { sum: "input" },
  state: ["h"],
  parameters: {
    recurrent: (rng, hiddenSize) => {
      const draws = split(rng, "recurrent");
      return Float32Array.from({ length: hiddenSize }, () => uniform(draws));
    },
  },
  notation: { recurrent: "u" },
  step: ({ gates, state, parameters }) => ({ h: relu(add(gates.sum, mul(parameters.recurrent, state.h))) }),
});

/** An independently recurrent network. Its recurrent weights, one a unit, are the parameter `recurrent`; it has no `wh` to speak of. */
export function indrnn(options: CellOptions): Cell {
  return cell(indrnnRecipe, options);
}
