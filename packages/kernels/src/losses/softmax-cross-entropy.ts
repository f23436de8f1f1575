import { type GradConfig, mul, type Tensor, type TensorInfo } from "@tensorflow/tfjs-core";

/**
 * The name of the kernel that gives the weighted mean over the rows of `-ln softmax(logits)[target]`, a scalar, and its gradient by
 * the logits, `weight (softmax(logits) - oneHot(target)) / sum of weights`, `[rows, classes]`.
 *
 * The loss is NaN when the weights sum to 0, and when the target of a row that counts is not one of the classes.
 */
export const softmaxCrossEntropyName = "TenetSoftmaxCrossEntropy";

/** What it takes. */
export type SoftmaxCrossEntropyInputs = {
  /** `[rows, classes]`, float32. */
  readonly logits: TensorInfo;
  /** `[rows]`, int32. */
  readonly targets: TensorInfo;
  /** `[rows]`, of any dtype: what each row counts in the mean. Left out, all count alike; a row of 0 is not looked at. */
  readonly weights?: TensorInfo;
};

/** The gradient of the loss by the logits, which the kernel made, times that of whatever the loss went into. */
export const softmaxCrossEntropyGradient: GradConfig = {
  kernelName: softmaxCrossEntropyName,
  outputsToSave: [false, true],
  gradFunc: (dy, [gradient]) => {
    const [dLoss] = dy as [Tensor, Tensor];
    return { logits: () => mul(gradient as Tensor, dLoss) };
  },
};
