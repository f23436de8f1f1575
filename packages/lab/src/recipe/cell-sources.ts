import type { RecipeName } from "@tenetjs/cells/names";

/** The recipe of each cell as JavaScript. `pnpm docs:cells` writes this file from the table of cells. */
export const cellSources = {
  rnn: `recipe({
  name: "rnn",
  gates: ["hidden"],
  state: ["h"],
  notation: { hidden: "a" },
  step: ({ gates }) => {
    const h = tanh(gates.hidden);
    return { h };
  },
});`,
  lstm: `recipe({
  name: "lstm",
  gates: ["input", "forget", "candidate", "output"],
  state: ["h", "c"],
  memory: { keep: "forget", write: "input" },
  notation: { candidate: "g" },
  step: ({ gates, state }) => {
    const forget = sigmoid(gates.forget);
    const input = sigmoid(gates.input);
    const candidate = tanh(gates.candidate);
    const c = add(mul(forget, state.c), mul(input, candidate));
    const output = sigmoid(gates.output);
    const h = mul(output, tanh(c));
    return { h, c };
  },
});`,
  gru: `recipe({
  name: "gru",
  gates: { reset: "both", update: "both", candidate: "input", recall: "hidden" },
  state: ["h"],
  memory: { keep: "update" },
  notation: { update: "z", candidate: "n", recall: "m" },
  step: ({ gates, state }) => {
    const update = sigmoid(gates.update);
    const reset = sigmoid(gates.reset);
    const candidate = tanh(add(gates.candidate, mul(reset, gates.recall)));
    const h = add(mul(sub(1, update), candidate), mul(update, state.h));
    return { h };
  },
});`,
  "original-gru": `recipe({
  name: "original-gru",
  gates: ["reset", "update", "candidate"],
  second: { gates: ["candidate"], factor: ({ gates, state }) => mul(sigmoid(gates.reset), state.h) },
  state: ["h"],
  memory: { keep: "update" },
  notation: { update: "z", candidate: "n" },
  step: ({ gates, state }) => {
    const update = sigmoid(gates.update);
    const candidate = tanh(gates.candidate);
    const h = add(mul(sub(1, update), candidate), mul(update, state.h));
    return { h };
  },
});`,
  "peephole-lstm": `recipe({
  name: "peephole-lstm",
  gates: ["input", "forget", "candidate", "output"],
  state: ["h", "c"],
  parameters: {
    peepholeInput: (_, units) => new Float32Array(units),
    peepholeForget: (_, units) => new Float32Array(units),
    peepholeOutput: (_, units) => new Float32Array(units),
  },
  memory: { keep: "forget", write: "input" },
  notation: { candidate: "g", peepholeInput: "p_i", peepholeForget: "p_f", peepholeOutput: "p_o" },
  step: ({ gates, state, parameters }) => {
    const forget = sigmoid(add(gates.forget, mul(parameters.peepholeForget, state.c)));
    const input = sigmoid(add(gates.input, mul(parameters.peepholeInput, state.c)));
    const candidate = tanh(gates.candidate);
    const c = add(mul(forget, state.c), mul(input, candidate));
    const output = sigmoid(add(gates.output, mul(parameters.peepholeOutput, c)));
    const h = mul(output, tanh(c));
    return { h, c };
  },
});`,
  mgu: `recipe({
  name: "mgu",
  gates: { forget: "both", candidate: "input", recall: "hidden" },
  state: ["h"],
  memory: { write: "forget" },
  notation: { candidate: "n", recall: "m" },
  step: ({ gates, state }) => {
    const forget = sigmoid(gates.forget);
    const candidate = tanh(add(gates.candidate, mul(forget, gates.recall)));
    const h = add(mul(sub(1, forget), state.h), mul(forget, candidate));
    return { h };
  },
});`,
  indrnn: `recipe({
  name: "indrnn",
  gates: { sum: "input" },
  state: ["h"],
  parameters: {
    recurrent: (rng, units) => Float32Array.from({ length: units }, () => uniform(rng)),
  },
  notation: { recurrent: "u" },
  step: ({ gates, state, parameters }) => {
    const h = relu(add(gates.sum, mul(parameters.recurrent, state.h)));
    return { h };
  },
});`,
  "min-gru": `recipe({
  name: "min-gru",
  gates: { update: "input", candidate: "input" },
  state: ["h"],
  memory: { write: "update" },
  notation: { update: "z", candidate: "n" },
  step: ({ gates, state }) => {
    const update = sigmoid(gates.update);
    const h = add(mul(sub(1, update), state.h), mul(update, gates.candidate));
    return { h };
  },
});`,
  "min-lstm": `recipe({
  name: "min-lstm",
  gates: { input: "input", forget: "input", candidate: "input" },
  state: ["h"],
  memory: { keep: "forget", write: "input" },
  notation: { candidate: "n" },
  step: ({ gates, state }) => {
    const forget = sigmoid(gates.forget);
    const input = sigmoid(gates.input);
    const shared = add(forget, input);
    const h = add(mul(div(forget, shared), state.h), mul(div(input, shared), gates.candidate));
    return { h };
  },
});`,
  sru: `recipe({
  name: "sru",
  gates: { candidate: "input", forget: "input", reset: "input", skip: "input" },
  state: ["h", "c"],
  parameters: {
    peepholeForget: (_, units) => new Float32Array(units),
    peepholeReset: (_, units) => new Float32Array(units),
  },
  memory: { keep: "forget" },
  notation: { candidate: "n", skip: "p", peepholeForget: "v_f", peepholeReset: "v_r" },
  step: ({ gates, state, parameters }) => {
    const forget = sigmoid(add(gates.forget, mul(parameters.peepholeForget, state.c)));
    const c = add(mul(forget, state.c), mul(sub(1, forget), gates.candidate));
    const reset = sigmoid(add(gates.reset, mul(parameters.peepholeReset, state.c)));
    const h = add(mul(reset, c), mul(sub(1, reset), gates.skip));
    return { h, c };
  },
});`,
} as const satisfies Readonly<Record<RecipeName, string>>;
