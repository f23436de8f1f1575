import { type GradConfig, mul, type Tensor, type TensorInfo } from "@tensorflow/tfjs-core";

/**
 * The name of the kernel that computes the weighted mean over the rows of `-ln softmax(logits)[target]`, a scalar, and its gradient
 * with respect to the logits, `weight (softmax(logits) - oneHot(target)) / sum of weights`, `[rows, classes]`.
 *
 * The loss is NaN if the weights sum to 0, or if a row of nonzero weight has a target outside the classes.
 */
export const softmaxCrossEntropyName = "TenetSoftmaxCrossEntropy";

/** The inputs of the kernel. */
export type SoftmaxCrossEntropyInputs = {
  /** `[rows, classes]`, float32. */
  readonly logits: TensorInfo;
  /** `[rows]`, int32. */
  readonly targets: TensorInfo;
  /** `[rows]`, of any dtype: the weight of each row in the mean. Default: all rows weigh the same. Rows of weight 0 are not read. */
  readonly weights?: TensorInfo;
};

/** The gradient of the kernel: the saved gradient of the loss with respect to the logits, times the gradient of the loss. */
export const softmaxCrossEntropyGradient: GradConfig = {
  kernelName: softmaxCrossEntropyName,
  outputsToSave: [false, true],
  gradFunc: (dy, [gradient]) => {
    const [dLoss] = dy as [Tensor, Tensor];
    return { logits: () => mul(gradient as Tensor, dLoss) };
  },
};
