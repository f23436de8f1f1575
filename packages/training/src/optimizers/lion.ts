import { checkOptions, checkWithin } from "@tenetjs/core/internals";
import { add, less, mul, neg, type UpdateRecipe, updateRecipe, where } from "@tenetjs/recipes";
import { checkFraction } from "./check-fraction.ts";
import type { Optimizer } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";
import { runningMean } from "./running-mean.ts";
import { type Rate, scheduleOf } from "./schedules.ts";

export type LionOptions = {
  /** The weight of the running mean in the direction of the step. Default: 0.9. */
  beta1?: number;
  /** The decay of the running mean of the gradient. Default: 0.99. */
  beta2?: number;
  /** The decay of the parameters: each step subtracts `rate * weightDecay * param`. Default: 0. */
  weightDecay?: number;
};

/**
 * Lion: the update is `-rate * (sign(beta1 * m + (1 - beta1) * gradient) + weightDecay * param)`, where m is the running mean of the
 * gradient before the step, with decay `beta2` (Chen et al., 2023, algorithm 2). Every value moves by the learning rate, so Lion needs a
 * smaller learning rate than Adam: the paper suggests a third to a tenth.
 *
 * @throws {RangeError} unless `rate` is above 0, `beta1` and `beta2` are in [0, 1), and `weightDecay` is from 0 to 1.
 */
export function lion(rate: Rate, options: LionOptions = {}): Optimizer {
  checkOptions("lion", options, { beta1: true, beta2: true, weightDecay: true });
  const { beta1 = 0.9, beta2 = 0.99, weightDecay = 0 } = options;
  const rateAt = scheduleOf("lion", rate);
  checkFraction("lion", "beta1", beta1);
  checkFraction("lion", "beta2", beta2);
  checkWithin("lion", "weightDecay", weightDecay, 0, 1);
  return pointwise(lionRecipe({ beta1, beta2, weightDecay }), (step) => ({ rate: rateAt(step) }));
}

/** The update of {@link lion} as a recipe. */
export function lionRecipe({ beta1, beta2, weightDecay }: Required<LionOptions>): UpdateRecipe {
  return updateRecipe({
    name: "lion",
    slots: ["mean"],
    scalars: ["rate"],
    notation: { rate: "\\eta" },
    step: ({ gradient, parameter, slots, scalars }) => {
      const direction = runningMean(slots.mean, gradient, beta1);
      const sign = where(less(0, direction), 1, where(less(direction, 0), -1, 0));
      // The second term is 0, but NaN where the direction is NaN or infinite, which its sign would hide.
      const step = add(sign, mul(0, direction));
      const decayed = weightDecay === 0 ? step : add(step, mul(weightDecay, parameter));
      return {
        update: neg(mul(scalars.rate, decayed)),
        next: { mean: runningMean(slots.mean, gradient, beta2) },
      };
    },
  });
}
