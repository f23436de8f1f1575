import { tidied } from "@tenetjs/core/tensors";
import {
  add,
  grads,
  mean,
  slice,
  sqrt,
  square,
  stack as stackTensors,
  sum,
  type Tensor,
  type Tensor2D,
  zeros,
} from "@tensorflow/tfjs-core";
import type { Layer } from "./layer.ts";
import { scan } from "./scan.ts";
import type { StackTree } from "./stack.ts";

/**
 * The mean over rows of ||dL/dh_t|| for each step t, the first step first, where h_t is the output of the last layer, `[batch, hidden]`, and L the loss of
 * a row, which `loss` computes from the output of the last step: it returns the sum of L over the rows. The network runs step by step, with a zero added
 * to each h_t, and is differentiated in these zeros, so that the norms are those of the gradients of one sequence.
 *
 * `inputs` is `[batch, time, input]`, or `[batch, time]` of ids.
 */
export async function gradientNorms(
  layers: Layer<StackTree, StackTree>,
  params: StackTree,
  inputs: Tensor,
  loss: (output: Tensor2D) => Tensor,
): Promise<Float32Array> {
  const [batch, steps] = inputs.shape as [number, number];
  const norms = tidied(() => {
    const total = (...offsets: Tensor[]) => {
      let state = layers.zeroState(batch);
      for (const [step, offset] of offsets.entries()) {
        const size = [batch, 1, ...inputs.shape.slice(2)];
        const input = slice(inputs, [0, step], size.slice(0, Math.max(2, inputs.rank)));
        const after = scan(layers, params, input, { state, firstStep: step }).state;
        state = withOffset(after, offset as Tensor2D);
      }
      return loss(outputOf(state));
    };
    const offsets = Array.from({ length: steps }, () => zeros([batch, layers.outputSize]));
    const gradients = grads(total)(offsets);
    return stackTensors(gradients.map((gradient) => mean(sqrt(sum(square(gradient), 1)))));
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
