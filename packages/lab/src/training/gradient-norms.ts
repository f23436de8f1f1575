import { type Layer, gradientNorms as normsOf, type StackTree } from "@tenetjs/cells";
import { applyHead, type SequenceParams } from "@tenetjs/models";
import { softmaxCrossEntropy } from "@tenetjs/training";
import { mul, type Tensor, type Tensor1D } from "@tensorflow/tfjs-core";

/** The mean over rows of ||dL/dh_t|| for each step t, where L is the loss of a row whose class is read out after the last step. */
export function gradientNorms(
  recurrent: Layer<StackTree, StackTree>,
  params: SequenceParams,
  { inputs, targets }: { readonly inputs: Tensor; readonly targets: Tensor1D },
): Promise<Float32Array> {
  return normsOf(recurrent, params.recurrent, inputs, (output) =>
    // The mean over rows, times their number: the gradient of a row is then that of its own loss.
    mul(softmaxCrossEntropy(applyHead(params.head, output), targets), output.shape[0]),
  );
}
