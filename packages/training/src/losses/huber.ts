import { checkOptions, checkPositive } from "@tenetjs/core/internals";
import { clipByValue, mul, type Scalar, sub, type Tensor } from "@tensorflow/tfjs-core";
import { meanOverNumbers, type NumberLoss } from "./mean-over-numbers.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";

export type HuberOptions = MaskOptions & {
  /** The error up to which the loss is quadratic. Default: 1. */
  readonly delta?: number;
};

/**
 * Huber's loss (1964): with d = prediction - target, the mean over all numbers of unmasked steps of d^2 / 2 where |d| <= `delta`, and of
 * `delta` (|d| - `delta` / 2) elsewhere. It is smooth at 0 as the squared error is, and an outlier has a gradient of no more than `delta`, as with the
 * absolute error. Shapes and masks are those of `meanSquaredError`.
 *
 * The gradient is d, cut to between -`delta` and `delta`, / count.
 *
 * @throws {RangeError} when the shapes disagree, or `delta` is not a finite number above 0. @throws {TypeError} when targets are not float32.
 */
export function huber(predictions: Tensor, targets: Tensor, options: HuberOptions = {}): Scalar {
  checkOptions("huber", options, { mask: true, delta: true });
  const { delta = 1, ...masked } = options;
  checkPositive("huber", "delta", delta);
  return meanOverNumbers("huber", huberError(delta), predictions, targets, masked);
}

/** With s the error cut to `delta`, both branches are s (d - s / 2). */
function huberError(delta: number): NumberLoss {
  const cut = (error: Tensor) => clipByValue(error, -delta, delta);
  return {
    value: (predictions, targets) => {
      const error = sub(predictions, targets);
      return mul(cut(error), sub(error, mul(0.5, cut(error))));
    },
    slope: (predictions, targets) => cut(sub(predictions, targets)),
  };
}
