import { checkOptions } from "@tenetjs/core/internals";
import { type Differentiable, differentiable, fusedKernel } from "@tenetjs/core/tensors/internals";
import {
  cast,
  div,
  exp,
  log,
  max,
  mul,
  oneHot,
  reshape,
  type Scalar,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
} from "@tensorflow/tfjs-core";
import { checkClasses } from "./check-classes.ts";
import { stepWeights } from "./step-weights.ts";

/** `mask` has the shape of the targets. Steps where it is 0 or false are masked: they do not count. */
export type MaskOptions = { mask?: Tensor | undefined };

/**
 * The mean of `-ln softmax(logits)[target]` over all unmasked steps, in nats, as a scalar tensor.
 *
 * `logits` are `[batch, classes]` with int32 `targets` `[batch]`, or `[batch, time, classes]` with `[batch, time]`. The targets
 * of masked steps are ignored. Finite logits do not overflow, because the largest is subtracted first.
 *
 * The gradient is `(softmax(logits) - oneHot(target)) / count`, and 0 at masked steps. It does not depend on gradients
 * registered with tfjs, and works wherever the operations do.
 *
 * The loss is NaN if an unmasked target is not one of the classes, or if all steps are masked. An error would need a read from the
 * device.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not int32.
 */
export function softmaxCrossEntropy(logits: Tensor, targets: Tensor, options: MaskOptions = {}): Scalar {
  checkOptions("softmaxCrossEntropy", options, { mask: true });
  const { mask } = options;
  checkClasses("softmaxCrossEntropy", logits, targets, mask);
  const rows = targets.size;
  const classes = logits.shape.at(-1)!;
  const flatMask = mask && reshape(mask, [rows]);
  const crossEntropy = (logits: Tensor): Differentiable => {
    const ofRows = rowsCrossEntropy(reshape(logits, [rows, classes]), reshape(targets, [rows]), flatMask);
    const { value, saved, gradient } = ofRows;
    return {
      value,
      saved,
      gradient: (upstream, saved) => [reshape(gradient(upstream, saved)[0]!, logits.shape)],
    };
  };
  return differentiable(crossEntropy, logits) as Scalar;
}

/** The loss of `[rows, classes]` logits, which {@link softmaxCrossEntropy} describes, and its gradient; for a function that has a gradient of its own. */
export function rowsCrossEntropy(logits: Tensor, targets: Tensor, mask: Tensor | undefined): Differentiable {
  const [rows, classes] = logits.shape as [number, number];
  const fused = fusedKernel("TenetSoftmaxCrossEntropy");
  if (fused !== undefined) {
    const weights = mask === undefined ? {} : { weights: mask };
    const [value, error] = fused({ logits, targets, ...weights });
    return {
      value: value!,
      saved: [error!],
      gradient: (upstream, [error]) => [mul(error!, upstream)],
    };
  }
  const shifted = sub(logits, max(logits, 1, true));
  const powers = exp(shifted);
  const total = sum(powers, 1, true);
  // A cast, because oneHot's own dtype argument writes integer bits into the float32 tensor on the WASM backend.
  const expected = cast(oneHot(labels(targets, mask), classes), "float32");
  // This is 0 / 0 if the target is not one of the classes, because its row of `expected` is all 0.
  const chosen = div(sum(mul(shifted, expected), 1, true), sum(expected, 1, true));
  const weights = stepWeights(rows, mask);
  return {
    value: sum(mul(sub(log(total), chosen), weights)),
    saved: [powers, total, expected, weights],
    gradient: (upstream, [powers, total, expected, weights]) => {
      const error = sub(div(powers!, total!), expected!);
      return [mul(error, mul(weights!, upstream))];
    },
  };
}

/** The targets, with 0 at masked rows. */
function labels(targets: Tensor, mask: Tensor | undefined): Tensor1D {
  return (mask === undefined ? targets : mul(targets, cast(mask, "int32"))) as Tensor1D;
}
