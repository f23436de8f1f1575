import { add, mul, neg, type UpdateRecipe, updateRecipe } from "@tenetjs/recipes";
import { checkFraction } from "./check-fraction.ts";
import type { Optimizer } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";
import { type Rate, scheduleOf } from "./schedules.ts";

/** `decay` is how much of the velocity is kept, from 0 up to but not 1; `nesterov` looks one step ahead. */
export type MomentumOptions = { decay?: number; nesterov?: boolean };

/**
 * Gradient descent with a velocity: `v = decay * v' + gradient`, and the update is `-rate * v`, or
 * `-rate * (gradient + decay * v)` with `nesterov` (Sutskever et al., 2013, in PyTorch's form, where the rate is outside
 * the velocity: a change of rate acts at once).
 *
 * @throws {RangeError} unless `rate` is above 0 and `decay` is in [0, 1).
 */
export function momentum(rate: Rate, { decay = 0.9, nesterov = false }: MomentumOptions = {}): Optimizer {
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
