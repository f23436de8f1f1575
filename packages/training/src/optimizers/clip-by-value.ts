import { checkPositive } from "@tenetjs/core/internals";
import { add, max, min, mul, updateRecipe } from "@tenetjs/recipes";
import type { Optimizer } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";

/**
 * Each value of the gradients limited to [-`most`, `most`]. Values that are not finite become NaN.
 *
 * @throws {RangeError} unless `most` is above 0.
 */
export function clipByValue(most: number): Optimizer {
  checkPositive("clipByValue", "most", most);
  return pointwise(
    updateRecipe({
      name: "clipByValue",
      // Without the second term, an infinite value would look sound once it is limited.
      step: ({ gradient }) => ({ update: add(min(max(gradient, -most), most), mul(0, gradient)) }),
    }),
  );
}
