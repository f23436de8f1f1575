import { checkOptions, checkPositive } from "@tenetjs/core/internals";
import {
  add,
  div,
  type Expression,
  mul,
  relu,
  sqrt,
  sub,
  type UpdateRecipe,
  updateRecipe,
} from "@tenetjs/recipes";
import { chain } from "./chain.ts";
import { checkFraction } from "./check-fraction.ts";
import { momentum as withMomentum } from "./momentum.ts";
import type { Optimizer } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";
import { runningMean } from "./running-mean.ts";
import { type Rate, scheduleOf } from "./schedules.ts";
import { sgd } from "./sgd.ts";

export type RmspropOptions = {
  /** The decay of the running mean square (PyTorch's alpha). Default: 0.99 (tfjs: 0.9). */
  decay?: number;
  /** Added to the root. Default: 1e-8 (tfjs: 1e-7, under the root). */
  epsilon?: number;
  /** Whether `epsilon` is added under the root, like in tfjs. Default: false. */
  epsilonInsideRoot?: boolean;
  /** The decay of the velocity. Default: 0, which is without momentum. */
  momentum?: number;
  /** Whether to subtract the square of the gradient's running mean from its mean square. Default: false. */
  centered?: boolean;
};

/**
 * RMSProp: with the running mean square `s = decay * s' + (1 - decay) * gradient^2`, the update is
 * `-rate * gradient / (sqrt(s) + epsilon)` (Hinton, 2012, lecture 6e, in PyTorch's form). With `momentum`, the quotients are
 * accumulated in a velocity. With `centered`, `s - mean^2` replaces `s` (Graves, 2013, equation 40).
 *
 * tfjs's RMSProp is `rmsprop(rate, { decay: 0.9, epsilon: 1e-7, epsilonInsideRoot: true })`.
 *
 * @throws {RangeError} unless `rate` and `epsilon` are above 0 and `decay` and `momentum` are in [0, 1).
 */
export function rmsprop(rate: Rate, options: RmspropOptions = {}): Optimizer {
  checkOptions("rmsprop", options, rmspropOptions);
  const { decay = 0.99, epsilon = 1e-8, epsilonInsideRoot = false, momentum = 0, centered = false } = options;
  const rateAt = scheduleOf("rmsprop", rate);
  checkFraction("rmsprop", "decay", decay);
  checkPositive("rmsprop", "epsilon", epsilon);
  checkFraction("rmsprop", "momentum", momentum);
  return chain(
    pointwise(rmspropRecipe({ decay, epsilon, epsilonInsideRoot, centered })),
    momentum > 0 ? withMomentum(rateAt, { decay: momentum }) : sgd(rateAt),
  );
}

const rmspropOptions = {
  decay: true,
  epsilon: true,
  epsilonInsideRoot: true,
  momentum: true,
  centered: true,
} as const;

/** The gradient divided by the root, as a recipe. {@link rmsprop} passes the result to `sgd` or `momentum`. */
export function rmspropRecipe({
  decay,
  epsilon,
  epsilonInsideRoot,
  centered,
}: Required<Omit<RmspropOptions, "momentum">>): UpdateRecipe {
  const root = (spread: Expression) =>
    epsilonInsideRoot ? sqrt(add(spread, epsilon)) : add(sqrt(spread), epsilon);
  if (!centered) {
    return updateRecipe({
      name: "rmsprop",
      slots: ["square"],
      step: ({ gradient, slots }) => {
        const square = runningMean(slots.square, mul(gradient, gradient), decay);
        return { update: div(gradient, root(square)), next: { square } };
      },
    });
  }
  return updateRecipe({
    name: "rmsprop",
    slots: ["square", "mean"],
    step: ({ gradient, slots }) => {
      const square = runningMean(slots.square, mul(gradient, gradient), decay);
      const mean = runningMean(slots.mean, gradient, decay);
      // For a constant gradient, rounding can make the variance negative, and its root NaN.
      const variance = relu(sub(square, mul(mean, mean)));
      return { update: div(gradient, root(variance)), next: { square, mean } };
    },
  });
}
