import { split, uniform } from "@tenetjs/core";
import { add, mul, recipe, relu } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The independently recurrent network (Li, Li, Cook, Zhu and Gao, 2018): each unit sees only its own previous state h', through its own
 * recurrent weight u.
 *
 * h = max(0, x W + u h' + b)
 *
 * Units interact in the layer above. As in the authors' implementation, u starts as U(0, 1). The paper also clips |u| to 2^(1 / T) for
 * sequences of T steps. This cell does not: if |u| > 1, the state can grow without bound over long sequences.
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

/** An independently recurrent network. Its parameter `recurrent` holds one recurrent weight per unit; `wh` has no columns. */
export function indrnn(options: CellOptions): Cell {
  return cell(indrnnRecipe, options);
}
