import { checkOptions } from "@tenetjs/core/internals";
import { add, mul, neg, type UpdateRecipe, updateRecipe } from "@tenetjs/recipes";
import { checkFraction } from "./check-fraction.ts";
import type { Optimizer } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";
import { type Rate, scheduleOf } from "./schedules.ts";

/** `decay` is the decay of the velocity, in [0, 1). Default: 0.9. `nesterov` uses Nesterov momentum. Default: false. */
export type MomentumOptions = { decay?: number; nesterov?: boolean };

/**
 * Gradient descent with momentum: with the velocity `v = decay * v' + gradient`, the update is `-rate * v`, or
 * `-rate * (gradient + decay * v)` with `nesterov` (Sutskever et al., 2013, in PyTorch's form). The learning rate is not part of
 * the velocity, so a change of the learning rate takes effect immediately.
 *
 * @throws {RangeError} unless `rate` is above 0 and `decay` is in [0, 1).
 */
export function momentum(rate: Rate, options: MomentumOptions = {}): Optimizer {
  checkOptions("momentum", options, { decay: true, nesterov: true });
  const { decay = 0.9, nesterov = false } = options;
  const rateAt = scheduleOf("momentum", rate);
  checkFraction("momentum", "decay", decay);
  return pointwise(momentumRecipe({ decay, nesterov }), (step) => ({ rate: rateAt(step) }));
}

/** The update of {@link momentum} as a recipe. */
export function momentumRecipe({ decay, nesterov }: Required<MomentumOptions>): UpdateRecipe {
  return updateRecipe({
    name: nesterov ? "nesterov" : "momentum",
    slots: ["velocity"],
    scalars: ["rate"],
    notation: { rate: "\\eta" },
    step: ({ gradient, slots, scalars }) => {
      const velocity = add(mul(decay, slots.velocity), gradient);
      const direction = nesterov ? add(gradient, mul(decay, velocity)) : velocity;
      return { update: neg(mul(scalars.rate, direction)), next: { velocity } };
    },
  });
}
