import { tidied } from "@tenetjs/core/tensors";
import { equal, greater, type Scalar, type Tensor } from "@tensorflow/tfjs-core";
import { checkNumbers } from "./check-numbers.ts";
import { shareOfHits } from "./share-of-hits.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";

/**
 * The fraction of numbers of unmasked steps whose logit is on the side of the target: above 0 for a target above 1/2, else not. A scalar tensor from 0
 * to 1; NaN if all steps are masked. Shapes are those of `binaryCrossEntropy`.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not float32.
 */
export function binaryAccuracy(logits: Tensor, targets: Tensor, { mask }: MaskOptions = {}): Scalar {
  checkNumbers("binaryAccuracy", logits, targets, mask);
  return tidied(() => shareOfHits(equal(greater(logits, 0), greater(targets, 0.5)), mask));
}
