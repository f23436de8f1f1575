import type { StackTree } from "@tenetjs/cells";
import { disposeTree, mapTree, tidied } from "@tenetjs/core/tensors";
import type { Step } from "@tenetjs/sampling";
import { gather, tensor1d, tensor2d } from "@tensorflow/tfjs-core";
import type { LanguageModel, LanguageModelParams } from "./language-model.ts";

/** A `TokenStream` that runs `model` token by token, composed of tfjs's operations, on any backend. */
export function composedStream(model: LanguageModel, params: LanguageModelParams) {
  const read = (ids: Int32Array, batch: number, state: StackTree, firstStep: number) => {
    const inputs = tensor2d(ids, [batch, ids.length / batch], "int32");
    try {
      return model.apply(params, inputs, { state, firstStep, keep: "last" });
    } finally {
      inputs.dispose();
    }
  };
  return {
    start: (batch: number): ComposedState => ({ recurrent: model.recurrent.zeroState(batch), batch }),
    async step(
      { recurrent, batch }: ComposedState,
      ids: Int32Array,
      firstStep: number,
    ): Promise<Step<ComposedState>> {
      const { logits, state } = read(ids, batch, recurrent, firstStep);
      try {
        return { logits: await logits.data<"float32">(), state: { recurrent: state, batch } };
      } catch (error) {
        disposeTree(state);
        throw error;
      } finally {
        logits.dispose();
      }
    },
    gather({ recurrent }: ComposedState, rows: Int32Array): ComposedState {
      const gathered = tidied(() => {
        const indices = tensor1d(rows, "int32");
        return mapTree(recurrent, (leaf) => gather(leaf, indices));
      });
      return { recurrent: gathered, batch: rows.length };
    },
    release: ({ recurrent }: ComposedState) => disposeTree(recurrent),
  };
}

type ComposedState = { readonly recurrent: StackTree; readonly batch: number };
