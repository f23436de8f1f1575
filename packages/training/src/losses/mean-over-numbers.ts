import { checkOptions } from "@tenetjs/core/internals";
import { type Differentiable, differentiable } from "@tenetjs/core/tensors/internals";
import { cast, mul, reshape, type Scalar, sum, type Tensor, where, zerosLike } from "@tensorflow/tfjs-core";
import { checkNumbers } from "./check-numbers.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";
import { stepWeights } from "./step-weights.ts";

/** The loss of each number, elementwise: its value, and its slope in the prediction. */
export type NumberLoss = {
  value(predictions: Tensor, targets: Tensor): Tensor;
  slope(predictions: Tensor, targets: Tensor): Tensor;
};

/**
 * The mean of a loss over all numbers of unmasked steps, as a scalar tensor with the gradient that `slope` states. It does not depend on gradients
 * registered with tfjs, and works wherever the operations do. The values at masked steps are ignored, even if they are NaN.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not float32.
 */
export function meanOverNumbers(
  name: string,
  { value, slope }: NumberLoss,
  predictions: Tensor,
  targets: Tensor,
  options: MaskOptions,
): Scalar {
  checkOptions(name, options, { mask: true });
  const { mask } = options;
  checkNumbers(name, predictions, targets, mask);
  const outputs = predictions.rank === 3 ? (predictions.shape[2] as number) : 1;
  const rows = targets.size / outputs;

  const mean = (predictions: Tensor): Differentiable => {
    const [given, wanted] = [predictions, targets].map((numbers) =>
      unmasked(reshape(numbers, [rows, outputs]), mask),
    ) as [Tensor, Tensor];
    const weights = mul(stepWeights(rows, mask), 1 / outputs);
    return {
      value: sum(mul(value(given, wanted), weights)),
      saved: [mul(slope(given, wanted), weights)],
      gradient: (upstream, [weighted]) => [reshape(mul(weighted as Tensor, upstream), predictions.shape)],
    };
  };
  return differentiable(mean, predictions) as Scalar;
}

/** `numbers`, `[steps, outputs]`, with 0 at masked steps. */
function unmasked(numbers: Tensor, mask: Tensor | undefined): Tensor {
  if (mask === undefined) return numbers;
  const counted = cast(reshape(mask, [numbers.shape[0] as number, 1]), "bool");
  return where(counted, numbers, zerosLike(numbers));
}
