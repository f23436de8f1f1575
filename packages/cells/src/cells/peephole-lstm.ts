import { add, mul, recipe, sigmoid, tanh, type UnitInitialiser } from "@tenetjs/recipes";
import { type Cell, cell } from "../cell.ts";
import type { CellOptions } from "../cell-options.ts";

/**
 * The LSTM whose gates also see the unit's own memory (Gers and Schmidhuber, 2000): the input and forget gates see the
 * previous c, the output gate the new one. The peepholes start at 0, where the cell is the plain LSTM.
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

/** An LSTM cell whose gates also see the unit's memory. */
export function peepholeLstm(options: CellOptions): Cell {
  return cell(peepholeLstmRecipe, options);
}

function zeros(...[, hiddenSize]: Parameters<UnitInitialiser>): Float32Array {
  return new Float32Array(hiddenSize);
}
