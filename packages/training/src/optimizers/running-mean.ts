import { add, mul, type Tensor } from "@tensorflow/tfjs-core";

/** The exponential running mean: `decay * mean + (1 - decay) * value`. */
export function runningMean(mean: Tensor, value: Tensor, decay: number): Tensor {
  return add(mul(mean, decay), mul(value, 1 - decay));
}
