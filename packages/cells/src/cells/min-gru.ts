import { add, mul, recipe, sigmoid, sub } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The minGRU (Feng, Tung, Ahmed, Bengio and Hajimirsadeghi, 2024), in the form without logarithms: a GRU without reset gate and tanh,
 * whose update gate and candidate depend only on the input x. With h' the state before the step:
 *
 * - z = sigmoid(x Wz + bz),
 * - h = (1 - z) h' + z (x W + b).
 *
 * The cell is linear in its state, which allows the paper to compute all steps by a parallel scan. Here, steps run one after another.
 * The gate does not see the state, so a single layer cannot tell a first input from a later one: stack two or more.
 */
export const minGruRecipe = recipe({
  name: "min-gru",
  gates: { update: "input", candidate: "input" },
  state: ["h"],
  // The gate keeps what it does not write.
  memory: { write: "update" },
  notation: { update: "z", candidate: "n" },
  step: ({ gates, state }) => {
    const update = sigmoid(gates.update);
    return { h: add(mul(sub(1, update), state.h), mul(update, gates.candidate)) };
  },
});

/** A minGRU. By default, the bias of its gate starts at -1, so that it keeps most of its state. */
export function minGru(options: CellOptions): Cell {
  return cell(minGruRecipe, options);
}
