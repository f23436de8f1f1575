import type { SoftmaxCrossEntropyInputs } from "../../losses/softmax-cross-entropy.ts";
import { kernel } from "../kernel.ts";
import { weightsAt } from "./weights-at.ts";

/** The kernel `TenetAccuracy`. It only compares, so that the results are those of tfjs's operations. */
export const accuracy = kernel<SoftmaxCrossEntropyInputs>(
  ({ kernels, inputs: { logits, targets, weights } }) => {
    const [rows, classes] = logits.shape as [number, number];
    const share = kernels.output([], "float32");
    const [x, expected] = [kernels.address(logits), kernels.address(targets)];
    const { address, kind } = weightsAt(kernels, weights);
    const hits = kernels.exports.weightOfHits(rows, classes, x, expected, address, kind);
    kernels.view(share)[0] = hits / kernels.exports.sumOfWeights(rows, address, kind);
    return share;
  },
);
