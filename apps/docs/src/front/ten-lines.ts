import { add, mul, recipe, sigmoid, sub, tanh } from "@tenetjs/recipes";

export const minimal = recipe({
  name: "minimal",
  gates: ["forget", "candidate"],
  state: ["h"],
  step: ({ gates, state }) => {
    const forget = sigmoid(gates.forget);
    const kept = mul(sub(1, forget), state.h);
    return { h: add(kept, mul(forget, tanh(gates.candidate))) };
  },
});
