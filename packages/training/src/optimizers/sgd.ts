import { mul } from "@tensorflow/tfjs-core";
import type { Optimizer } from "./optimizer.ts";
import { perTensor } from "./per-tensor.ts";
import { type Rate, scheduleOf } from "./schedules.ts";

/** Plain gradient descent: the update is `-rate * gradient`. @throws {RangeError} unless `rate` is above 0. */
export function sgd(rate: Rate): Optimizer {
  const rateAt = scheduleOf("sgd", rate);
  return perTensor({
    name: "sgd",
    slots: [],
    update: ({ gradient, step }) => ({ update: mul(gradient, -rateAt(step)), slots: {} }),
    fused: {
      kernel: "TenetScale",
      reads: ["gradient"],
      attributes: (step) => ({ factor: -rateAt(step) }),
    },
  });
}
