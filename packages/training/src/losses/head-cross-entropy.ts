import { tidied } from "@tenetjs/core/tensors";
import { type Differentiable, differentiable, isRecording } from "@tenetjs/core/tensors/internals";
import {
  add,
  cast,
  concat,
  div,
  equal,
  matMul,
  mul,
  reshape,
  type Scalar,
  scalar,
  slice,
  stack,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tidy,
  where,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { accuracy } from "./accuracy.ts";
import { checkClasses } from "./check-classes.ts";
import { type MaskOptions, rowsCrossEntropy } from "./softmax-cross-entropy.ts";

/** An affine head: logits are h w + b. In a head that is tied to the table of an embedding, w is `transposed`. */
export type AffineHead = { readonly w: Tensor2D; readonly b: Tensor1D; readonly transposed: boolean };

export type HeadCrossEntropyOptions = MaskOptions & {
  /** The rows of a block. Default: so many that its logits take 16 MB, and at least 32. */
  readonly rowsAtOnce?: number;
};

/** The loss and accuracy of logits. */
export type LossAndAccuracy = { readonly loss: Scalar; readonly accuracy: Scalar };

/**
 * The `softmaxCrossEntropy` and the `accuracy` of the logits that `head` computes from `outputs`, `[batch, time, hidden]` or `[batch, hidden]`.
 *
 * Logits exist for a block of rows at a time, and never for all. A block goes forward and backward at once: its logits become their gradient, and that
 * becomes the gradient of the outputs and a term of those of the head. So with V classes and N steps, it needs memory for the gradients of the head and
 * for a few blocks, in place of a few times N V numbers.
 */
export function headCrossEntropy(
  outputs: Tensor,
  { w, b, transposed }: AffineHead,
  targets: Tensor,
  { mask, rowsAtOnce = rowsOfBlock(b.shape[0]) }: HeadCrossEntropyOptions = {},
): LossAndAccuracy {
  // Outputs have the axes of logits, but for the last.
  checkClasses("crossEntropy", outputs, targets, mask);
  const [rows, hidden] = [targets.size, outputs.shape.at(-1)!];

  const inBlocks = (outputs: Tensor, w: Tensor, b: Tensor): Differentiable => {
    const recording = isRecording();
    const total = mask === undefined ? undefined : sum(cast(mask, "float32"));
    const [allRows, allTargets] = [reshape(outputs, [rows, hidden]), reshape(targets, [rows])];
    const allWeights = mask && reshape(mask, [rows]);
    const ofOutputs: Tensor[] = [];
    let sums: Tensor[] | undefined;
    for (let first = 0; first < rows; first += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, rows - first);
      const block = tidy(() => {
        const h = slice(allRows, [first, 0], [count, hidden]);
        const blockTargets = slice(allTargets, [first], [count]);
        const weights = allWeights && slice(allWeights, [first], [count]);
        // The block's part of the mean.
        const part =
          weights === undefined ? scalar(count / rows) : div(sum(cast(weights, "float32")), total!);
        const logits = add(matMul(h, w, false, transposed), b);
        const { value, saved, gradient } = rowsCrossEntropy(logits, blockTargets, weights);
        const means = stack([value, accuracy(logits, blockTargets, { mask: weights })]);
        // A block without an unmasked step has no mean, and counts for nothing.
        const counted = (x: Tensor) => (weights === undefined ? x : where(equal(part, 0), zerosLike(x), x));
        const term = counted(mul(means, part));
        if (!recording) return [term];
        const error = counted(gradient(part, saved)[0]!);
        const ofW = transposed ? matMul(error, h, true, false) : matMul(h, error, true, false);
        return [term, ofW, sum(error, 0), matMul(error, w, false, !transposed)];
      });
      if (recording) ofOutputs.push(block.pop() as Tensor);
      const before: Tensor[] | undefined = sums;
      sums = before === undefined ? block : block.map((term, index) => add(term, before[index]!));
      if (before !== undefined) for (const done of [...before, ...block]) done.dispose();
    }
    const [value, ...ofHead] = sums as [Tensor, ...Tensor[]];
    return {
      value,
      saved: recording ? [concat(ofOutputs, 0), ...ofHead] : [],
      gradient: (upstream, [ofOutputs, ofW, ofB]) => {
        const ofLoss = slice(upstream, [0], [1]);
        return [reshape(mul(ofOutputs!, ofLoss), outputs.shape), mul(ofW!, ofLoss), mul(ofB!, ofLoss)];
      },
    };
  };
  return tidied(() => {
    const means = differentiable(inBlocks, outputs, w, b);
    const at = (index: number) => reshape(slice(means, [index], [1]), []) as Scalar;
    return { loss: at(0), accuracy: at(1) };
  });
}

/** Whether logits of this many rows and classes take more than the blocks that {@link headCrossEntropy} needs. */
export function needsBlocks(rows: number, classes: number): boolean {
  return rows * classes > 2 * valuesOfBlock;
}

/** The logits of a block: 16 MB, so many that its products are efficient. */
const valuesOfBlock = 2 ** 22;

function rowsOfBlock(classes: number): number {
  return Math.max(fewestRows, Math.floor(valuesOfBlock / classes));
}

/** With fewer rows, adding up the gradient of the head takes longer than its products. */
const fewestRows = 32;
