import { tanh } from "../recipe/expression.ts";
import { recipe } from "../recipe/recipe.ts";

/** The vanilla recurrent network (Elman, 1990): h = tanh(x Wx + h' Wh + b). */
export const rnnRecipe = recipe({
  name: "rnn",
  gates: ["hidden"],
  state: ["h"],
  notation: { hidden: "a" },
  step: ({ gates }) => ({ h: tanh(gates.hidden) }),
});
