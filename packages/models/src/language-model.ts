import type { Layer, ScanOptions, StackTree } from "@tenetjs/cells";
import { type Rng, split } from "@tenetjs/core";
import { checkInteger, checkOptions, phrase, problem } from "@tenetjs/core/internals";
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
import { embeddedScan } from "./embedded-scan.ts";
import { type AffineHead, affineHead, applyHead, type HeadParams, initHead } from "./head.ts";
import { type InputOptions, type InputParams, inputLayer } from "./input.ts";
import { recurrentOptions } from "./model-options.ts";
import { layersOf, type RecurrentOptions, stackOf } from "./recurrent-layers.ts";

/** The options of a language model, as plain data. Saved with the weights, they are enough to build the model again. */
export type LanguageModelOptions = RecurrentOptions & {
  /** Number of distinct tokens. */
  readonly vocabularySize: number;
  /** Numbers for each id in a learned embedding. Default: no embedding; ids are one-hot vectors, read by a row lookup. */
  readonly embedding?: number;
  /**
   * Whether the weights of the head are the table of the embedding (Press and Wolf, 2017). The table is then initialised from
   * N(0, 1 / `embedding`), so that the first logits are small. `embedding` must equal `hiddenSize`. Default: false.
   */
  readonly tied?: boolean;
  /**
   * The probability of dropping a number that the first layer reads in training: of an embedding, or the 1 of a one-hot vector, and with it
   * the whole token. Default: 0.
   */
  readonly inputDropout?: number;
};

export type LanguageModelParams = {
  readonly input: InputParams;
  readonly recurrent: StackTree;
  /** `w` is absent if it is tied to the table of the embedding. */
  readonly head: HeadParams | { readonly b: Tensor1D };
};

export type LanguageModel = {
  readonly options: LanguageModelOptions;
  readonly recurrent: Layer<StackTree, StackTree>;
  /** The layers of `recurrent`, from input to output, without dropout. */
  readonly layers: readonly Layer[];
  /** Initial parameters. */
  init(rng: Rng): LanguageModelParams;
  /** The logits of the next token after each step, `[batch, time, vocabulary]`, and the last state, from int32 ids `[batch, time]`. */
  apply(
    params: LanguageModelParams,
    ids: Tensor,
    run?: ScanOptions<StackTree>,
  ): { logits: Tensor3D; state: StackTree };
  /** What `apply` computes before the head, and the head, for a loss that does not need all logits at once. */
  readonly withoutHead: {
    /** The size of the vocabulary. */
    readonly classes: number;
    /** The outputs of the recurrent layers after each step, `[batch, time, hidden]`; the head, whose logits are h w + b, with w `transposed` or not; and the last state. */
    apply(
      params: LanguageModelParams,
      ids: Tensor,
      run?: ScanOptions<StackTree>,
    ): { outputs: Tensor3D; head: AffineHead; state: StackTree };
  };
};

/**
 * A model that reads tokens and predicts the next one at each step: one-hot or embedded ids, recurrent layers, and a head.
 *
 * @throws {RangeError} for an unknown name, a size out of range, a `temporalGate` for a cell without one, or a tied head if `embedding`
 *   differs from `hiddenSize`. @throws {TypeError} for an unknown option.
 */
export function languageModel(options: LanguageModelOptions): LanguageModel {
  checkOptions("languageModel", options, {
    vocabularySize: true,
    embedding: true,
    tied: true,
    inputDropout: true,
    ...recurrentOptions,
  });
  const { vocabularySize, embedding, tied = false } = options;
  checkInteger("languageModel", "vocabularySize", vocabularySize, 2);
  const read: InputOptions =
    embedding === undefined
      ? { kind: "one-hot", size: vocabularySize }
      : { kind: "embedding", size: vocabularySize, dimensions: embedding };
  const input = inputLayer(read, tied && embedding !== undefined ? 1 / Math.sqrt(embedding) : 1);
  const layers = layersOf(input.outputSize, options);
  const recurrent = stackOf(layers, options);
  const overInputs = embeddedScan(read, input, layers, options);
  if (tied && embedding !== recurrent.outputSize) {
    const expected = `embedding to equal hiddenSize, ${recurrent.outputSize}, for a tied head`;
    throw new RangeError(problem("languageModel", expected, embedding ?? phrase("no embedding")));
  }
  const logitsOf = ({ head, input }: LanguageModelParams, h: Tensor) => {
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
        const { outputs, state } = overInputs(params, ids, run);
        return { logits: logitsOf(params, outputs) as Tensor3D, state };
      }),
    withoutHead: {
      classes: vocabularySize,
      apply: (params, ids, run = {}) => {
        const { outputs, state } = tidied(() => overInputs(params, ids, run));
        return { outputs: outputs as Tensor3D, head: affineHead(params.head, params.input.table), state };
      },
    },
  };
}
