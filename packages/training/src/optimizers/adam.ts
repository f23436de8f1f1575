import { checkOptions, checkPositive, checkWithin } from "@tenetjs/core/internals";
import { add, div, mul, neg, sqrt, sub, type UpdateRecipe, updateRecipe } from "@tenetjs/recipes";
import { checkFraction } from "./check-fraction.ts";
import type { Optimizer } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";
import { runningMean } from "./running-mean.ts";
import { type Rate, scheduleOf } from "./schedules.ts";

export type AdamOptions = {
  /** The decay of the running mean of the gradient. Default: 0.9. */
  beta1?: number;
  /** The decay of the running mean of the squared gradient. Default: 0.999. */
  beta2?: number;
  /** Added to the root of the mean square. Default: 1e-8 (tfjs: 1e-7). */
  epsilon?: number;
};

export type AdamwOptions = AdamOptions & {
  /** The decay of the parameters: each step subtracts `rate * weightDecay * param`. Default: 0.01. */
  weightDecay?: number;
};

/**
 * Adam: the update is `-rate * m^ / (sqrt(v^) + epsilon)`, where m^ and v^ are the running means of the gradient and of its
 * square, with bias correction (Kingma and Ba, 2015, algorithm 1).
 *
 * @throws {RangeError} unless `rate` and `epsilon` are above 0 and `beta1` and `beta2` are in [0, 1).
 */
export function adam(rate: Rate, options: AdamOptions = {}): Optimizer {
  checkOptions("adam", options, adamOptions);
  return decoupled("adam", rate, { ...options, weightDecay: 0 });
}

/**
 * Adam with decoupled weight decay: the update is that of {@link adam} minus `rate * weightDecay * param` (Loshchilov and Hutter, 2019,
 * algorithm 2, in PyTorch's form, in which the learning rate scales the decay).
 *
 * @throws {RangeError} in the cases of {@link adam}, and unless `weightDecay` is from 0 to 1.
 */
export function adamw(rate: Rate, options: AdamwOptions = {}): Optimizer {
  checkOptions("adamw", options, { ...adamOptions, weightDecay: true });
  return decoupled("adamw", rate, { ...options, weightDecay: options.weightDecay ?? 0.01 });
}

const adamOptions = { beta1: true, beta2: true, epsilon: true } as const;

function decoupled(
  name: string,
  rate: Rate,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay }: AdamOptions & { weightDecay: number },
): Optimizer {
  const rateAt = scheduleOf(name, rate);
  checkFraction(name, "beta1", beta1);
  checkFraction(name, "beta2", beta2);
  checkPositive(name, "epsilon", epsilon);
  checkWithin(name, "weightDecay", weightDecay, 0, 1);
  return pointwise(adamRecipe({ beta1, beta2, weightDecay }), (step) => {
    // Both corrections depend only on the step, so they are folded into the learning rate and epsilon, once for all values.
    const rootCorrection = Math.sqrt(1 - beta2 ** (step + 1));
    const rate = rateAt(step);
    return {
      correctedRate: (rate * rootCorrection) / (1 - beta1 ** (step + 1)),
      correctedEpsilon: epsilon * rootCorrection,
      ...(weightDecay === 0 ? {} : { decay: rate * weightDecay }),
    };
  });
}

/**
 * The update of {@link adam}, or of {@link adamw} if `weightDecay` is not 0, as a recipe. `correctedRate` is the learning rate times
 * sqrt(1 - beta2^t) / (1 - beta1^t), and `correctedEpsilon` is epsilon times that root, where t counts from 1.
 */
export function adamRecipe({
  beta1,
  beta2,
  weightDecay,
}: Required<Omit<AdamwOptions, "epsilon">>): UpdateRecipe {
  const notation = { square: "v", correctedRate: "\\hat{\\eta}", correctedEpsilon: "\\hat{\\epsilon}" };
  const decays = weightDecay !== 0;
  return updateRecipe({
    name: decays ? "adamw" : "adam",
    slots: ["mean", "square"],
    scalars: ["correctedRate", "correctedEpsilon", ...(decays ? (["decay"] as const) : [])],
    notation: decays ? { ...notation, decay: "\\lambda" } : notation,
    step: ({ gradient, parameter, slots, scalars }) => {
      const mean = runningMean(slots.mean, gradient, beta1);
      const square = runningMean(slots.square, mul(gradient, gradient), beta2);
      const direction = div(mean, add(sqrt(square), scalars.correctedEpsilon));
      const descent = mul(neg(scalars.correctedRate), direction);
      const update = decays ? sub(descent, mul(scalars.decay, parameter)) : descent;
      return { update, next: { mean, square } };
    },
  });
}
