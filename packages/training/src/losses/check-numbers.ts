import { phrase, problem } from "@tenetjs/core/internals";
import { checkShape } from "@tenetjs/core/tensors/internals";
import type { Tensor } from "@tensorflow/tfjs-core";

/**
 * Checks that `predictions` are `[batch]` or `[batch, time]`, and that float32 `targets` and `mask` have the same shape.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not float32.
 */
export function checkNumbers(
  where: string,
  predictions: Tensor,
  targets: Tensor,
  mask: Tensor | undefined,
): void {
  const steps = predictions.rank === 1 ? ["batch"] : ["batch", "time"];
  const axes = checkShape(where, "predictions", predictions, steps);
  checkShape(where, "targets", targets, steps, axes);
  if (mask !== undefined) checkShape(where, "mask", mask, steps, axes);
  if (targets.dtype !== "float32") {
    throw new TypeError(problem(where, "targets of dtype float32", phrase(targets.dtype)));
  }
}
