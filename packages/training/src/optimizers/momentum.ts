import { add, mul } from "@tensorflow/tfjs-core";
import { checkFraction } from "./check-fraction.ts";
import type { Optimizer } from "./optimizer.ts";
import { perTensor } from "./per-tensor.ts";
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
  return perTensor({
    name: "momentum",
    slots: ["velocity"],
    update: ({ gradient, slots, step }) => {
      const velocity = add(mul(slots.velocity, decay), gradient);
      const direction = nesterov ? add(gradient, mul(velocity, decay)) : velocity;
      return { update: mul(direction, -rateAt(step)), slots: { velocity } };
    },
    fused: {
      kernel: "TenetMomentum",
      reads: ["gradient", "velocity"],
      attributes: (step) => ({ rate: rateAt(step), decay, nesterov }),
    },
  });
}
