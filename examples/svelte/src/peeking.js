import { add, mul, recipe, sigmoid, sub, tanh } from "@tenetjs/recipes";

/** A gated unit whose gate also sees the unit's own past. */
export const peeking = recipe({
  name: "peeking",
  gates: ["forget", "candidate"],
  state: ["h"],
  parameters: { peephole: (_, hiddenSize) => new Float32Array(hiddenSize) },
  step: ({ gates, state, parameters }) => {
    const forget = sigmoid(add(gates.forget, mul(parameters.peephole, state.h)));
    return { h: add(mul(sub(1, forget), state.h), mul(forget, tanh(gates.candidate))) };
  },
});
