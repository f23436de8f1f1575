import { type DataType, type GradConfig, mul, type Tensor, type TensorInfo } from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.ts";

/** The name under which {@link softmaxCrossEntropy} is registered with tfjs. */
export const softmaxCrossEntropyName = "TenetSoftmaxCrossEntropy";

type Inputs = {
  /** `[rows, classes]`, float32. */
  readonly logits: TensorInfo;
  /** `[rows]`, int32. */
  readonly targets: TensorInfo;
  /** `[rows]`, of any dtype: what each row counts in the mean. Left out, all count alike; a row of 0 is not looked at. */
  readonly weights?: TensorInfo;
};

/**
 * The kernel: the weighted mean over the rows of `-ln softmax(logits)[target]`, a scalar, and its gradient by the logits,
 * `weight (softmax(logits) - oneHot(target)) / sum of weights`, `[rows, classes]`.
 *
 * The loss is NaN when the weights sum to 0, and when the target of a row that counts is not one of the classes.
 */
export const softmaxCrossEntropy = kernel<Inputs>(({ kernels, inputs: { logits, targets, weights } }) => {
  const { sumOfWeights, crossEntropy } = kernels.exports;
  const [rows, classes] = logits.shape as [number, number];
  const loss = kernels.output([], "float32");
  const gradient = kernels.output(logits.shape, "float32");
  const [given, kind] =
    weights === undefined ? [0, 0] : [kernels.address(weights), kindOf[weights.dtype as keyof typeof kindOf]];
  const scale = 1 / sumOfWeights(rows, given, kind);
  const [x, expected, out] = [logits, targets, gradient].map(kernels.address) as [number, number, number];
  const value = crossEntropy(rows, classes, x, expected, given, kind, scale, out);
  kernels.view(loss)[0] = Number.isFinite(scale) ? value : Number.NaN;
  return [loss, gradient];
});

/** How the kernel is told the weights' dtype. */
const kindOf = { float32: 1, int32: 2, bool: 3 } as const satisfies Partial<Record<DataType, number>>;

/** The gradient of the loss by the logits, which the kernel made, times that of whatever the loss went into. */
export const softmaxCrossEntropyGradient: GradConfig = {
  kernelName: softmaxCrossEntropyName,
  outputsToSave: [false, true],
  gradFunc: (dy, [gradient]) => {
    const [dLoss] = dy as [Tensor, Tensor];
    return { logits: () => mul(gradient as Tensor, dLoss) };
  },
};
