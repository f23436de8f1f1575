import { checkPositive } from "@tenetjs/core/internals";
import { tidied } from "@tenetjs/core/tensors";
import { abs, less, type Scalar, sub, type Tensor } from "@tensorflow/tfjs-core";
import { checkNumbers } from "./check-numbers.ts";
import { shareOfHits } from "./share-of-hits.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";

/**
 * The fraction of unmasked steps whose prediction is closer than `tolerance` to the target, as a scalar tensor from 0 to 1. NaN
 * if all steps are masked. Shapes are those of `meanSquaredError`.
 *
 * @throws {RangeError} when the shapes disagree, or when `tolerance` is not a finite number above 0.
 * @throws {TypeError} when targets are not float32.
 */
export function accuracyWithin(
  tolerance: number,
  predictions: Tensor,
  targets: Tensor,
  { mask }: MaskOptions = {},
): Scalar {
  checkPositive("accuracyWithin", "tolerance", tolerance);
  checkNumbers("accuracyWithin", predictions, targets, mask);
  return tidied(() => shareOfHits(less(abs(sub(predictions, targets)), tolerance), mask));
}
