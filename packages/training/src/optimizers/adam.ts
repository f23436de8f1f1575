import { checkPositive, checkWithin } from "@tenetjs/core";
import { add, div, mul, sqrt, square } from "@tensorflow/tfjs-core";
import { checkFraction } from "./check-fraction.ts";
import type { Optimizer } from "./optimizer.ts";
import { perTensor } from "./per-tensor.ts";
import { runningMean } from "./running-mean.ts";
import { type Rate, scheduleOf } from "./schedules.ts";

export type AdamOptions = {
  /** How much of the gradient's running mean is kept at each step; default 0.9. */
  beta1?: number;
  /** How much of the running mean square is kept at each step; default 0.999. */
  beta2?: number;
  /** Added to the root of the mean square; default 1e-8 (tfjs: 1e-7). */
  epsilon?: number;
};

export type AdamwOptions = AdamOptions & {
  /** The share of each parameter, times the rate, that goes at each step; default 0.01. */
  weightDecay?: number;
};

/**
 * Adam: the update is `-rate * m^ / (sqrt(v^) + epsilon)`, where m^ and v^ are the running means of the gradient and of its
 * square, corrected for their start at zero (Kingma and Ba, 2015, algorithm 1).
 *
 * @throws {RangeError} unless `rate` and `epsilon` are above 0 and `beta1` and `beta2` are in [0, 1).
 */
export function adam(rate: Rate, options: AdamOptions = {}): Optimizer {
  return decoupled("adam", rate, { ...options, weightDecay: 0 });
}

/**
 * Adam with decoupled weight decay: as {@link adam}, and `-rate * weightDecay * param` besides (Loshchilov and Hutter, 2019,
 * algorithm 2, in PyTorch's form, where the rate scales the decay).
 *
 * @throws {RangeError} as {@link adam}, and unless `weightDecay` is from 0 to 1.
 */
export function adamw(rate: Rate, { weightDecay = 0.01, ...options }: AdamwOptions = {}): Optimizer {
  return decoupled("adamw", rate, { ...options, weightDecay });
}

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
  /** The update is `factor * mean / (sqrt(square) + epsilon) + shrink * param`. */
  const coefficients = (step: number) => {
    // Both corrections are numbers, so they join the rate and epsilon: two kernel calls less than m^ and v^ would take.
    const rootCorrection = Math.sqrt(1 - beta2 ** (step + 1));
    return {
      factor: (-rateAt(step) * rootCorrection) / (1 - beta1 ** (step + 1)),
      epsilon: epsilon * rootCorrection,
      shrink: weightDecay === 0 ? 0 : -rateAt(step) * weightDecay,
    };
  };
  return perTensor({
    name,
    slots: ["mean", "square"],
    update: ({ gradient, param, slots, step }) => {
      const mean = runningMean(slots.mean, gradient, beta1);
      const meanSquare = runningMean(slots.square, square(gradient), beta2);
      const { factor, epsilon, shrink } = coefficients(step);
      const descent = mul(div(mean, add(sqrt(meanSquare), epsilon)), factor);
      const update = shrink === 0 ? descent : add(descent, mul(param, shrink));
      return { update, slots: { mean, square: meanSquare } };
    },
    fused: {
      kernel: "TenetAdam",
      reads: ["gradient", "param", "mean", "square"],
      attributes: (step) => ({ beta1, beta2, ...coefficients(step) }),
    },
  });
}
