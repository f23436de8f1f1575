import { checkPositive } from "@tenetjs/core";
import { add, div, relu, sqrt, square, sub, type Tensor } from "@tensorflow/tfjs-core";
import { chain } from "./chain.ts";
import { checkFraction } from "./check-fraction.ts";
import { momentum as withMomentum } from "./momentum.ts";
import type { Optimizer } from "./optimizer.ts";
import { perTensor } from "./per-tensor.ts";
import { runningMean } from "./running-mean.ts";
import { type Rate, scheduleOf } from "./schedules.ts";
import { sgd } from "./sgd.ts";

export type RmspropOptions = {
  /** How much of the running mean square is kept at each step (PyTorch's alpha); default 0.99 (tfjs: 0.9). */
  decay?: number;
  /** Added to the root; default 1e-8 (tfjs: 1e-7, under the root). */
  epsilon?: number;
  /** Whether `epsilon` is added under the root, as tfjs does; default false. */
  epsilonInsideRoot?: boolean;
  /** How much velocity is kept; 0, the default, keeps none. */
  momentum?: number;
  /** Whether the gradient's running mean is taken out of its mean square; default false. */
  centered?: boolean;
};

/**
 * RMSProp: each value's gradient is divided by the root of its running mean square, `s = decay * s' + (1 - decay) *
 * gradient^2`, and the update is `-rate * gradient / (sqrt(s) + epsilon)` (Hinton, 2012, lecture 6e, in PyTorch's form).
 * With `momentum`, a velocity runs over those quotients. With `centered`, `s - mean^2` stands for `s` (Graves, 2013,
 * equation 40).
 *
 * `rmsprop(rate, { decay: 0.9, epsilon: 1e-7, epsilonInsideRoot: true })` is tfjs's.
 *
 * @throws {RangeError} unless `rate` and `epsilon` are above 0 and `decay` and `momentum` are in [0, 1).
 */
export function rmsprop(
  rate: Rate,
  {
    decay = 0.99,
    epsilon = 1e-8,
    epsilonInsideRoot = false,
    momentum = 0,
    centered = false,
  }: RmspropOptions = {},
): Optimizer {
  const rateAt = scheduleOf("rmsprop", rate);
  checkFraction("rmsprop", "decay", decay);
  checkPositive("rmsprop", "epsilon", epsilon);
  checkFraction("rmsprop", "momentum", momentum);
  const root = { decay, epsilon, inside: epsilonInsideRoot };
  return chain(
    centered ? scaleByDeviation(root) : scaleByRoot(root),
    momentum > 0 ? withMomentum(rateAt, { decay: momentum }) : sgd(rateAt),
  );
}

/** `epsilon` is added to the root, or under it with `inside`. */
type RootOptions = { readonly decay: number; readonly epsilon: number; readonly inside: boolean };

function scaleByRoot(options: RootOptions): Optimizer {
  return perTensor({
    name: "rmsprop",
    slots: ["square"],
    update: ({ gradient, slots }) => {
      const meanSquare = runningMean(slots.square, square(gradient), options.decay);
      return { update: overRoot(gradient, meanSquare, options), slots: { square: meanSquare } };
    },
    fused: {
      kernel: "TenetRootMeanSquare",
      reads: ["gradient", "square"],
      attributes: () => ({ ...options }),
    },
  });
}

function scaleByDeviation(options: RootOptions): Optimizer {
  return perTensor({
    name: "rmsprop",
    slots: ["square", "mean"],
    update: ({ gradient, slots }) => {
      const meanSquare = runningMean(slots.square, square(gradient), options.decay);
      const mean = runningMean(slots.mean, gradient, options.decay);
      // Rounding can take the variance of a steady gradient below 0, whose root is NaN.
      const variance = relu(sub(meanSquare, square(mean)));
      return { update: overRoot(gradient, variance, options), slots: { square: meanSquare, mean } };
    },
    fused: {
      kernel: "TenetCenteredRootMeanSquare",
      reads: ["gradient", "square", "mean"],
      attributes: () => ({ ...options }),
    },
  });
}

function overRoot(gradient: Tensor, spread: Tensor, { epsilon, inside }: RootOptions): Tensor {
  return div(gradient, inside ? sqrt(add(spread, epsilon)) : add(sqrt(spread), epsilon));
}
