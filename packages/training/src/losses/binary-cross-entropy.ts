import {
  abs,
  add,
  exp,
  log1p,
  mul,
  neg,
  relu,
  type Scalar,
  sigmoid,
  sub,
  type Tensor,
} from "@tensorflow/tfjs-core";
import { meanOverNumbers } from "./mean-over-numbers.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";

/**
 * The mean binary cross-entropy over all numbers of unmasked steps, in nats, as a scalar tensor: with p = sigmoid(logit), the mean of
 * `-target ln p - (1 - target) ln(1 - p)`. A float32 target is 1 for yes and 0 for no, or a probability in between. Shapes and masks are those of
 * `meanSquaredError`, with logits for predictions; each output is a question of its own.
 *
 * It is computed from the logit, without p, so that no logit overflows. The gradient is `(sigmoid(logit) - target) / count`.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not float32.
 */
export function binaryCrossEntropy(logits: Tensor, targets: Tensor, options: MaskOptions = {}): Scalar {
  return meanOverNumbers("binaryCrossEntropy", logisticError, logits, targets, options);
}

const logisticError = {
  value: (logits: Tensor, targets: Tensor) =>
    add(sub(relu(logits), mul(logits, targets)), log1p(exp(neg(abs(logits))))),
  slope: (logits: Tensor, targets: Tensor) => sub(sigmoid(logits), targets),
};
