import { fusedKernel, tidied } from "@tenetjs/core/tensors";
import { argMax, cast, div, equal, mul, reshape, type Scalar, sum, type Tensor } from "@tensorflow/tfjs-core";
import { checkClasses } from "./check-classes.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";

/**
 * The share of counted steps whose largest logit is the target's, as a scalar tensor from 0 to 1; NaN when no step counts.
 * Shapes are those of `softmaxCrossEntropy`; of equal logits the first is taken.
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
    const hits = cast(equal(argMax(logits, -1), targets), "float32");
    // Counted first and divided once, so that all right is 1, not nearly 1.
    if (mask === undefined) return div<Scalar>(sum(hits), targets.size);
    const counted = cast(mask, "float32");
    return div<Scalar>(sum(mul(hits, counted)), sum(counted));
  });
}
