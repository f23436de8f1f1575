import { checkPositive } from "@tenetjs/core/internals";
import { add, max, min, mul, updateRecipe } from "@tenetjs/recipes";
import type { Optimizer } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";

/**
 * A transform that clips each value of the gradients to [-`most`, `most`]. Values that are not finite become NaN.
 *
 * @throws {RangeError} unless `most` is above 0.
 */
export function clipByValue(most: number): Optimizer {
  checkPositive("clipByValue", "most", most);
  return pointwise(
    updateRecipe({
      name: "clipByValue",
      // The second term is 0, but NaN for an infinite value, which clipping would hide.
      step: ({ gradient }) => ({ update: add(min(max(gradient, -most), most), mul(0, gradient)) }),
    }),
  );
}
