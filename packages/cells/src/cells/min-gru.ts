import { add, mul, recipe, sigmoid, sub } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The minGRU (Feng, Tung, Ahmed, Bengio and Hajimirsadeghi, 2024), in the form without logarithms: the GRU whose gate and candidate
 * see x alone, without a reset gate and without a tanh,
 *
 * - z = sigmoid(x Wz + bz),
 * - h = (1 - z) h' + z (x W + b).
 *
 * It is linear in its state, so that the paper computes all steps by a parallel scan; here they are computed one after another.
 * Its gate does not know what came before, so that one layer alone cannot tell a first input from a later one; use two or more.
 */
export const minGruRecipe = recipe({
  name: "min-gru",
  gates: { update: "input", candidate: "input" },
  state: ["h"],
  // What it does not write, it keeps.
  memory: { write: "update" },
  notation: { update: "z", candidate: "n" },
  step: ({ gates, state }) => {
    const update = sigmoid(gates.update);
    return { h: add(mul(sub(1, update), state.h), mul(update, gates.candidate)) };
  },
});

/** A minGRU. Its gate starts by keeping, at a bias of -1, unless `bias` says otherwise. */
export function minGru(options: CellOptions): Cell {
  return cell(minGruRecipe, options);
}
