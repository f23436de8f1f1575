import { phrase, problem } from "@tenetjs/core/internals";
import { checkShape } from "@tenetjs/core/tensors/internals";
import type { Tensor } from "@tensorflow/tfjs-core";

/**
 * Checks that `predictions` are `[batch]`, `[batch, time]` or `[batch, time, outputs]`, that float32 `targets` have the same shape, and that
 * `mask` has the same steps.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not float32.
 */
export function checkNumbers(
  where: string,
  predictions: Tensor,
  targets: Tensor,
  mask: Tensor | undefined,
): void {
  const all = ["batch", "time", "outputs"].slice(0, Math.max(1, predictions.rank));
  const axes = checkShape(where, "predictions", predictions, all);
  checkShape(where, "targets", targets, all, axes);
  if (mask !== undefined) checkShape(where, "mask", mask, all.slice(0, 2), axes);
  if (targets.dtype !== "float32") {
    const next = "Put real values into a Float32Array; ids are for crossEntropy.";
    throw new TypeError(problem(where, "targets of dtype float32", phrase(targets.dtype), next));
  }
}
