import { checkPositive } from "@tenetjs/core/internals";
import { add, mul, updateRecipe } from "@tenetjs/recipes";
import type { Optimizer } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";

/**
 * A transform that adds `decay * param` to the gradient, which is the gradient of an L2 penalty of `decay / 2 * ||param||^2`.
 *
 * Put it before an optimizer: `chain(addWeightDecay(1e-4), sgd(0.1))`. Before Adam, the decay is divided by the root of
 * the mean square, like the rest of the gradient. Use `adamw` to avoid that.
 *
 * @throws {RangeError} unless `decay` is above 0.
 */
export function addWeightDecay(decay: number): Optimizer {
  checkPositive("addWeightDecay", "decay", decay);
  return pointwise(
    updateRecipe({
      name: "addWeightDecay",
      step: ({ gradient, parameter }) => ({ update: add(gradient, mul(decay, parameter)) }),
    }),
  );
}
