import { mul, neg, updateRecipe } from "@tenetjs/recipes";
import type { Optimizer } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";
import { type Rate, scheduleOf } from "./schedules.ts";

/** The update of {@link sgd} as a recipe. */
export const sgdRecipe = updateRecipe({
  name: "sgd",
  scalars: ["rate"],
  notation: { rate: "\\eta" },
  step: ({ gradient, scalars }) => ({ update: neg(mul(scalars.rate, gradient)) }),
});

/** Gradient descent: the update is `-rate * gradient`. @throws {RangeError} unless `rate` is above 0. */
export function sgd(rate: Rate): Optimizer {
  const rateAt = scheduleOf("sgd", rate);
  return pointwise(sgdRecipe, (step) => ({ rate: rateAt(step) }));
}
