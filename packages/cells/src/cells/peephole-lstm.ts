import { add, mul, recipe, sigmoid, tanh, type UnitInitialiser } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * An LSTM whose gates also see the unit's own memory (Gers and Schmidhuber, 2000). The input and forget gates see the previous c, and the
 * output gate the new one. The peephole weights start at 0, where the cell equals the plain LSTM.
 */
export const peepholeLstmRecipe = recipe({
  name: "peephole-lstm",
  gates: ["input", "forget", "candidate", "output"],
  state: ["h", "c"],
  parameters: { peepholeInput: zeros, peepholeForget: zeros, peepholeOutput: zeros },
  memory: { keep: "forget", write: "input" },
  notation: { candidate: "g", peepholeInput: "p_i", peepholeForget: "p_f", peepholeOutput: "p_o" },
  step: ({ gates, state, parameters }) => {
    const input = sigmoid(add(gates.input, mul(parameters.peepholeInput, state.c)));
    const forget = sigmoid(add(gates.forget, mul(parameters.peepholeForget, state.c)));
    const c = add(mul(forget, state.c), mul(input, tanh(gates.candidate)));
    const output = sigmoid(add(gates.output, mul(parameters.peepholeOutput, c)));
    return { c, h: mul(output, tanh(c)) };
  },
});

/** An LSTM whose gates also see the unit's own memory. By default, its forget bias starts at 1. */
export function peepholeLstm(options: CellOptions): Cell {
  return cell(peepholeLstmRecipe, options);
}

function zeros(...[, hiddenSize]: Parameters<UnitInitialiser>): Float32Array {
  return new Float32Array(hiddenSize);
}
