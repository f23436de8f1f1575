import { type Differentiable, differentiable } from "@tenetjs/core/tensors/internals";
import {
  cast,
  mul,
  reshape,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  where,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { checkNumbers } from "./check-numbers.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";
import { stepWeights } from "./step-weights.ts";

/**
 * The mean of `(prediction - target)^2` over all unmasked steps, as a scalar tensor.
 *
 * `predictions` and float32 `targets` are `[batch]` or `[batch, time]`. The values at masked steps are ignored. The loss is NaN if all
 * steps are masked.
 *
 * The gradient is `2 (prediction - target) / count`, and 0 at masked steps. It does not depend on gradients
 * registered with tfjs, and works wherever the operations do.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not float32.
 */
export function meanSquaredError(predictions: Tensor, targets: Tensor, { mask }: MaskOptions = {}): Scalar {
  checkNumbers("meanSquaredError", predictions, targets, mask);
  const rows = targets.size;

  const squaredError = (predictions: Tensor): Differentiable => {
    const difference = sub(reshape(predictions, [rows, 1]), reshape(targets, [rows, 1]));
    const error =
      mask === undefined
        ? difference
        : where(cast(reshape(mask, [rows, 1]), "bool"), difference, zerosLike(difference));
    const weights = stepWeights(rows, mask);
    return {
      value: sum(mul(square(error), weights)),
      saved: [mul(error, weights)],
      gradient: (upstream, [weighted]) => [reshape(mul(weighted!, mul(upstream, 2)), predictions.shape)],
    };
  };
  return differentiable(squaredError, predictions) as Scalar;
}
