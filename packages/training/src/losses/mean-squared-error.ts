import { mul, type Scalar, square, sub, type Tensor } from "@tensorflow/tfjs-core";
import { meanOverNumbers } from "./mean-over-numbers.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";

/**
 * The mean of `(prediction - target)^2` over all numbers of unmasked steps, as a scalar tensor.
 *
 * `predictions` and float32 `targets` are `[batch]`, `[batch, time]` or `[batch, time, outputs]`; `mask` has their first two axes. The values at
 * masked steps are ignored. The loss is NaN if all steps are masked.
 *
 * The gradient is `2 (prediction - target) / count`, and 0 at masked steps.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not float32.
 */
export function meanSquaredError(predictions: Tensor, targets: Tensor, options: MaskOptions = {}): Scalar {
  return meanOverNumbers("meanSquaredError", squaredError, predictions, targets, options);
}

const squaredError = {
  value: (predictions: Tensor, targets: Tensor) => square(sub(predictions, targets)),
  slope: (predictions: Tensor, targets: Tensor) => mul(2, sub(predictions, targets)),
};
