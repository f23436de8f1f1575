import { type Layer, type StackTree, scan } from "@tenetjs/cells";
import { tidied } from "@tenetjs/core/tensors";
import { applyHead, type SequenceParams } from "@tenetjs/models";
import { softmaxCrossEntropy } from "@tenetjs/training";
import {
  add,
  grads,
  mean,
  mul,
  slice,
  sqrt,
  square,
  stack,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  zeros,
} from "@tensorflow/tfjs-core";

/**
 * The mean over rows of ||dL/dh_t|| for each step t, the first step first, where L is the loss of a row whose class is read out after the last step, and
 * h_t the output of the last layer. The network runs step by step, with a zero added to each h_t, and is differentiated in these zeros.
 */
export async function gradientNorms(
  recurrent: Layer<StackTree, StackTree>,
  params: SequenceParams,
  { inputs, targets }: { readonly inputs: Tensor; readonly targets: Tensor1D },
): Promise<Float32Array> {
  const [batch, steps] = inputs.shape as [number, number];
  const norms = tidied(() => {
    const loss = (...offsets: Tensor[]) => {
      let state = recurrent.zeroState(batch);
      for (const [step, offset] of offsets.entries()) {
        const size = [batch, 1, ...inputs.shape.slice(2)];
        const input = slice(inputs, [0, step], size.slice(0, Math.max(2, inputs.rank)));
        const after = scan(recurrent, params.recurrent, input, { state, firstStep: step }).state;
        state = withOffset(after, offset as Tensor2D);
      }
      // The mean over rows, times their number: the gradient of a row is then that of its own loss.
      return mul(softmaxCrossEntropy(applyHead(params.head, outputOf(state)), targets), batch);
    };
    const offsets = Array.from({ length: steps }, () => zeros([batch, recurrent.outputSize]));
    const gradients = grads(loss)(offsets);
    return stack(gradients.map((gradient) => mean(sqrt(sum(square(gradient), 1)))));
  });
  try {
    return (await norms.data()) as Float32Array;
  } finally {
    norms.dispose();
  }
}

type LastState = Readonly<Record<string, Tensor2D>>;

function outputOf({ layers }: StackTree): Tensor2D {
  return (layers.at(-1) as LastState).h as Tensor2D;
}

/** The state with `offset` added to the output of the last layer. */
function withOffset(state: StackTree, offset: Tensor2D): StackTree {
  const last = state.layers.at(-1) as LastState;
  return { layers: [...state.layers.slice(0, -1), { ...last, h: add(outputOf(state), offset) }] };
}
