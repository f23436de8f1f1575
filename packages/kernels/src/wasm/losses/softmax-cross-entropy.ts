import type { DataType } from "@tensorflow/tfjs-core";
import type { SoftmaxCrossEntropyInputs } from "../../losses/softmax-cross-entropy.ts";
import { kernel } from "../kernel.ts";

/** The kernel `TenetSoftmaxCrossEntropy`. */
export const softmaxCrossEntropy = kernel<SoftmaxCrossEntropyInputs>(
  ({ kernels, inputs: { logits, targets, weights } }) => {
    const { sumOfWeights, crossEntropy } = kernels.exports;
    const [rows, classes] = logits.shape as [number, number];
    const loss = kernels.output([], "float32");
    const gradient = kernels.output(logits.shape, "float32");
    const [given, kind] =
      weights === undefined
        ? [0, 0]
        : [kernels.address(weights), kindOf[weights.dtype as keyof typeof kindOf]];
    const scale = 1 / sumOfWeights(rows, given, kind);
    const [x, expected, out] = [logits, targets, gradient].map(kernels.address) as [number, number, number];
    const value = crossEntropy(rows, classes, x, expected, given, kind, scale, out);
    kernels.view(loss)[0] = Number.isFinite(scale) ? value : Number.NaN;
    return [loss, gradient];
  },
);

/** The number that tells the kernel the dtype of the weights. */
const kindOf = { float32: 1, int32: 2, bool: 3 } as const satisfies Partial<Record<DataType, number>>;
