import { recipe, tanh } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/** The vanilla recurrent network (Elman, 1990): h = tanh(x Wx + h' Wh + b), with h' the state before the step. */
export const rnnRecipe = recipe({
  name: "rnn",
  gates: ["hidden"],
  state: ["h"],
  notation: { hidden: "a" },
  step: ({ gates }) => ({ h: tanh(gates.hidden) }),
});

/** A vanilla recurrent network. */
export function rnn(options: CellOptions): Cell {
  return cell(rnnRecipe, options);
}
