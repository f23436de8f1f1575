import { type Differentiable, differentiable, fusedKernel } from "@tenetjs/core/tensors/internals";
import {
  cast,
  div,
  exp,
  log,
  max,
  mul,
  oneHot,
  type Rank,
  reshape,
  type Scalar,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
} from "@tensorflow/tfjs-core";
import { checkClasses } from "./check-classes.ts";
import { stepWeights } from "./step-weights.ts";

/** `mask` is of the targets' shape; where it is 0 or false, a step does not count. */
export type MaskOptions = { mask?: Tensor | undefined };

/**
 * The mean over all counted steps of `-ln softmax(logits)[target]`, in nats, as a scalar tensor.
 *
 * `logits` are `[batch, classes]` with int32 `targets` `[batch]`, or `[batch, time, classes]` with `[batch, time]`. The target
 * of a step that does not count may be anything. Logits of any finite size are safe: they are shifted by their largest.
 *
 * The gradient is `(softmax(logits) - oneHot(target)) / count`, and 0 at steps that do not count. It needs no other gradient to
 * be registered with tfjs, and runs wherever the plain ops do.
 *
 * The loss is NaN when a counted target is not one of the classes, or when no step counts: telling those from the loss would
 * take a read from the device.
 *
 * @throws {RangeError} when the shapes disagree. @throws {TypeError} when targets are not int32.
 */
export function softmaxCrossEntropy(logits: Tensor, targets: Tensor, { mask }: MaskOptions = {}): Scalar {
  checkClasses("softmaxCrossEntropy", logits, targets, mask);
  const rows = targets.size;
  const classes = logits.shape.at(-1)!;

  const crossEntropy = (logits: Tensor): Differentiable => {
    const flat = reshape(logits, [rows, classes]);
    const fused = fusedKernel("TenetSoftmaxCrossEntropy");
    if (fused !== undefined) {
      const weights = mask === undefined ? {} : { weights: reshape(mask, [rows]) };
      const [value, error] = fused({ logits: flat, targets: reshape(targets, [rows]), ...weights });
      return {
        value: value!,
        saved: [error!],
        gradient: (upstream, [error]) => [reshape(mul(error!, upstream), logits.shape)],
      };
    }
    const shifted = sub(flat, max(flat, 1, true));
    const powers = exp(shifted);
    const total = sum(powers, 1, true);
    // Not oneHot's own dtype: on the WASM backend it writes the integer's bits into the float32 tensor.
    const expected = cast(oneHot(labels(targets, mask), classes), "float32");
    // 0 / 0 for a target that is not one of the classes, whose row of `expected` is empty.
    const chosen = div(sum(mul(shifted, expected), 1, true), sum(expected, 1, true));
    const weights = stepWeights(rows, mask);
    return {
      value: sum(mul(sub(log(total), chosen), weights)),
      saved: [powers, total, expected, weights],
      gradient: (upstream, [powers, total, expected, weights]) => {
        const error = sub(div(powers!, total!), expected!);
        return [reshape(mul(error, mul(weights!, upstream)), logits.shape)];
      },
    };
  };
  return differentiable(crossEntropy, logits) as Scalar;
}

/** The targets of all steps in a row, with 0 for those that do not count, whatever stood there. */
function labels(targets: Tensor, mask: Tensor | undefined): Tensor1D {
  const flat = reshape<Rank.R1>(targets, [targets.size]);
  return mask === undefined ? flat : mul<Tensor1D>(flat, cast(reshape(mask, [targets.size]), "int32"));
}
