import { tidied } from "@tenetjs/core/tensors";
import { fusedKernel } from "@tenetjs/core/tensors/internals";
import { argMax, equal, reshape, type Scalar, type Tensor } from "@tensorflow/tfjs-core";
import { checkClasses } from "./check-classes.ts";
import { shareOfHits } from "./share-of-hits.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";

/**
 * The fraction of unmasked steps whose largest logit is that of the target, as a scalar tensor from 0 to 1. NaN if all steps are masked.
 * Shapes are those of `softmaxCrossEntropy`. Of equal logits, the first counts.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not int32.
 */
export function accuracy(logits: Tensor, targets: Tensor, { mask }: MaskOptions = {}): Scalar {
  checkClasses("accuracy", logits, targets, mask);
  return tidied(() => {
    const fused = fusedKernel("TenetAccuracy");
    if (fused !== undefined && logits.dtype === "float32") {
      const flat = reshape(logits, [targets.size, logits.shape.at(-1)!]);
      const rows = { logits: flat, targets: reshape(targets, [targets.size]) };
      const weights = mask === undefined ? {} : { weights: reshape(mask, [targets.size]) };
      return fused({ ...rows, ...weights })[0] as Scalar;
    }
    return shareOfHits(equal(argMax(logits, -1), targets), mask);
  });
}
