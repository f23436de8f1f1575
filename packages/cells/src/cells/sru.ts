import { split, uniform } from "@tenetjs/core";
import { add, mul, recipe, sigmoid, sub, type UnitInitialiser } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The simple recurrent unit (Lei, Zhang, Wang, Dai and Artzi, 2018). Its gates see the unit's own memory c' before the step through a weight of their own,
 * and a highway connection passes the input on:
 *
 * - f = sigmoid(x Wf + vf c' + bf),
 * - r = sigmoid(x Wr + vr c' + br),
 * - c = f c' + (1 - f) (x W + b),
 * - h = r c + (1 - r) (x Wp + bp).
 *
 * In the paper, the highway connection passes x itself if x has as many values as the cell has units, and otherwise a projection of it. Here, it is always a
 * projection. The paper's candidate and projection have no bias; theirs start at 0 here. As in the authors' implementation, vf and vr start as
 * U(-sqrt(3), sqrt(3)) times sqrt(1 / 2).
 */
export const sruRecipe = recipe({
  name: "sru",
  gates: { candidate: "input", forget: "input", reset: "input", skip: "input" },
  state: ["h", "c"],
  parameters: { peepholeForget: peephole("forget"), peepholeReset: peephole("reset") },
  // The gate writes what it does not keep.
  memory: { keep: "forget" },
  notation: { candidate: "n", skip: "p", peepholeForget: "v_f", peepholeReset: "v_r" },
  step: ({ gates, state, parameters }) => {
    const forget = sigmoid(add(gates.forget, mul(parameters.peepholeForget, state.c)));
    const reset = sigmoid(add(gates.reset, mul(parameters.peepholeReset, state.c)));
    const c = add(mul(forget, state.c), mul(sub(1, forget), gates.candidate));
    return { c, h: add(mul(reset, c), mul(sub(1, reset), gates.skip)) };
  },
});

/** A simple recurrent unit. By default, its forget bias starts at 1. */
export function sru(options: CellOptions): Cell {
  return cell(sruRecipe, options);
}

function peephole(gate: string): UnitInitialiser {
  const most = Math.sqrt(3 / 2);
  return (rng, hiddenSize) => {
    const draws = split(rng, gate);
    return Float32Array.from({ length: hiddenSize }, () => uniform(draws, -most, most));
  };
}
