import { type Layer, type ScanOptions, type StackTree, scan } from "@tenetjs/cells";
import { checkInteger, phrase, problem, type Rng, split } from "@tenetjs/core";
import { tidied } from "@tenetjs/core/tensors";
import {
  add,
  matMul,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  transpose,
  zeros,
} from "@tensorflow/tfjs-core";
import { applyHead, type HeadParams, initHead } from "./head.ts";
import { type InputParams, inputLayer } from "./input.ts";
import { layersOf, type RecurrentOptions, stackOf } from "./recurrent-layers.ts";

/** A language model as plain data: what is written beside its weights is all that is needed to make it again. */
export type LanguageModelOptions = RecurrentOptions & {
  /** How many different tokens there are. */
  readonly vocabularySize: number;
  /** Numbers an id in a learned embedding. Default: none, ids are one-hot, as a row lookup. */
  readonly embedding?: number;
  /**
   * Whether the head's weights are the embedding's table (Press and Wolf, 2017), which then starts as N(0, 1 / `embedding`), so that
   * the first logits are small. Needs `embedding` = `hiddenSize`. Default false.
   */
  readonly tied?: boolean;
};

export type LanguageModelParams = {
  readonly input: InputParams;
  readonly recurrent: StackTree;
  /** `w` is absent when it is tied to the embedding's table. */
  readonly head: HeadParams | { readonly b: Tensor1D };
};

export type LanguageModel = {
  readonly options: LanguageModelOptions;
  readonly recurrent: Layer<StackTree, StackTree>;
  /** The layers of `recurrent`, from the input up, without dropout. */
  readonly layers: readonly Layer[];
  /** Fresh parameters. */
  init(rng: Rng): LanguageModelParams;
  /** The logits of what comes after each step, `[batch, time, vocabulary]`, and the state after the last; from int32 ids `[batch, time]`. */
  apply(
    params: LanguageModelParams,
    ids: Tensor,
    run?: ScanOptions<StackTree>,
  ): { logits: Tensor3D; state: StackTree };
};

/**
 * A model that reads tokens and names the next one at each step: one-hot or embedded ids, recurrent layers, a head.
 *
 * @throws {RangeError} for an unknown name, a size out of range, a `temporalGate` for a cell without one, or a tied head whose sizes differ.
 */
export function languageModel(options: LanguageModelOptions): LanguageModel {
  const { vocabularySize, embedding, tied = false } = options;
  checkInteger("languageModel", "vocabularySize", vocabularySize, 2);
  const input =
    embedding === undefined
      ? inputLayer({ kind: "one-hot", size: vocabularySize })
      : inputLayer(
          { kind: "embedding", size: vocabularySize, dimensions: embedding },
          tied ? 1 / Math.sqrt(embedding) : 1,
        );
  const layers = layersOf(input.outputSize, options);
  const recurrent = stackOf(layers, options);
  if (tied && embedding !== recurrent.outputSize) {
    const expected = `an embedding as large as the hidden size, ${recurrent.outputSize}, to tie the head to it`;
    throw new RangeError(problem("languageModel", expected, embedding ?? phrase("no embedding")));
  }
  const head = ({ head, input }: LanguageModelParams, h: Tensor) => {
    if ("w" in head) return applyHead(head, h);
    const rows = matMul(reshape(h, [-1, recurrent.outputSize]), transpose(input.table as Tensor2D));
    return reshape(add(rows, head.b), [...h.shape.slice(0, -1), vocabularySize]);
  };
  return {
    options,
    recurrent,
    layers,
    init: (rng) => ({
      input: input.init(split(rng, "input")),
      recurrent: recurrent.init(split(rng, "recurrent")),
      head: tied
        ? { b: zeros([vocabularySize]) }
        : initHead(split(rng, "head"), recurrent.outputSize, vocabularySize),
    }),
    apply: (params, ids, run = {}) =>
      tidied(() => {
        const { outputs, state } = scan(recurrent, params.recurrent, input.apply(params.input, ids), run);
        return { logits: head(params, outputs) as Tensor3D, state };
      }),
  };
}
