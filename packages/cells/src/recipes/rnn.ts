import { recipe, tanh } from "@tenetjs/recipes";

/** The vanilla recurrent network (Elman, 1990): h = tanh(x Wx + h' Wh + b). */
export const rnnRecipe = recipe({
  name: "rnn",
  gates: ["hidden"],
  state: ["h"],
  notation: { hidden: "a" },
  step: ({ gates }) => ({ h: tanh(gates.hidden) }),
});
