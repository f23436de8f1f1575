import { abs, type Scalar, sign, sub, type Tensor } from "@tensorflow/tfjs-core";
import { meanOverNumbers } from "./mean-over-numbers.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";

/**
 * The mean of `|prediction - target|` over all numbers of unmasked steps, as a scalar tensor. Large errors count less than in
 * `meanSquaredError`: the best constant prediction is the median of the targets, not their mean. Shapes and masks are those of
 * `meanSquaredError`.
 *
 * The gradient is `sign(prediction - target) / count`, which is 0 where the two are equal.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not float32.
 */
export function meanAbsoluteError(predictions: Tensor, targets: Tensor, options: MaskOptions = {}): Scalar {
  return meanOverNumbers("meanAbsoluteError", absoluteError, predictions, targets, options);
}

const absoluteError = {
  value: (predictions: Tensor, targets: Tensor) => abs(sub(predictions, targets)),
  slope: (predictions: Tensor, targets: Tensor) => sign(sub(predictions, targets)),
};
