import { phrase, problem } from "@tenetjs/core/internals";
import { checkShape } from "@tenetjs/core/tensors/internals";
import type { Tensor } from "@tensorflow/tfjs-core";

/**
 * Checks that `logits` are `[batch, classes]` or `[batch, time, classes]`, and that int32 `targets` and `mask` have the same axes
 * without the last.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not int32.
 */
export function checkClasses(where: string, logits: Tensor, targets: Tensor, mask: Tensor | undefined): void {
  const steps = logits.rank === 2 ? ["batch"] : ["batch", "time"];
  const axes = checkShape(where, "logits", logits, [...steps, "classes"]);
  checkShape(where, "targets", targets, steps, axes);
  if (mask !== undefined) checkShape(where, "mask", mask, steps, axes);
  if (targets.dtype !== "int32") {
    throw new TypeError(
      problem(where, "targets of dtype int32", phrase(targets.dtype), "Targets are class ids, from 0."),
    );
  }
}
