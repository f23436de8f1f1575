import { type CellParams, isCell } from "@tenetjs/cells";
import { type TokenStream, tokenStream } from "@tenetjs/cells/internals";
import {
  breather,
  checkChoice,
  checkInteger,
  checkOptions,
  checkPositive,
  phrase,
  problem,
} from "@tenetjs/core/internals";
import type { Drawn, DrawOptions, StreamingModel } from "@tenetjs/sampling";
import type { Tensor2D } from "@tensorflow/tfjs-core";
import { composedStream } from "./composed-stream.ts";
import { affineHead } from "./head.ts";
import type { LanguageModel, LanguageModelParams } from "./language-model.ts";

/** The state of a streaming language model. */
export type LanguageModelState = {
  readonly batch: number;
  /** The number of ids that each row has read. It is also the number of the next step, which temporal gates depend on. */
  readonly position: number;
  /** The implementation that runs the model. `held` is its state: tensors, or memory of the kernels. */
  readonly stream: TokenStream;
  readonly held: unknown;
};

export type StreamingOptions = {
  /**
   * How the weights of products are kept. `"int8"` rounds them to 8 bits, and what they multiply to 16, so that up to four texts are written faster the larger
   * the layers are: see {@link int8Weights}. It needs `@tenetjs/kernels` on WASM. Default: `"float32"`.
   */
  readonly weights?: "float32" | "int8";
};

/** A language model that can be sampled and scored. All optional functions are present: it can copy states, and its states must be freed. */
export type StreamingLanguageModel = Required<StreamingModel<LanguageModelState>>;

/**
 * A model for `@tenetjs/sampling` from `model` and `params`. Each token takes the same time and memory, however many came before.
 * Logits are read from the device without blocking, and a step yields to the event loop several times a second.
 *
 * If `@tenetjs/kernels` is registered for the backend, a step makes no tensors. On WebGPU, `draw` then picks ids on the GPU and
 * reads back only the ids. On WASM, it picks them in the kernels, on all threads; the ids are those of `step` and `categorical`. `draw` returns
 * undefined on other backends, and on WASM for cells that depend on the time. `params` are borrowed: do not change or free them
 * while a state is in use.
 *
 * With `weights: "int8"`, starting throws a TypeError where there are no such kernels, or if a layer has no recipe.
 *
 * A step throws a RangeError when rows have different numbers of ids, or when an id is outside the vocabulary.
 */
export function streamingLanguageModel(
  model: LanguageModel,
  params: LanguageModelParams,
  options: StreamingOptions = {},
): StreamingLanguageModel {
  checkOptions("streamingLanguageModel", options, { weights: true });
  const { weights = "float32" } = options;
  checkChoice("streamingLanguageModel", "weights", weights, ["float32", "int8"]);
  const int8 = weights === "int8";
  const { vocabularySize } = model.options;
  const breathe = breather();
  const composed: TokenStream = composedStream(model, params);
  return {
    start(batch) {
      const stream = fusedStream(model, params, int8) ?? (int8 ? refuseInt8() : composed);
      return { batch, position: 0, stream, held: stream.start(batch) };
    },
    async step({ batch, position, stream, held }, ids) {
      const time = checkIds(ids, batch, vocabularySize);
      await breathe();
      const { logits, state } = await stream.step(held, ids, position);
      return { logits, state: { batch, position: position + time, stream, held: state } };
    },
    draw({ batch, position, stream, held }, ids, options) {
      if (stream.draw === undefined) return undefined;
      const { draw } = stream;
      return drawn();

      async function drawn(): Promise<Drawn<LanguageModelState>> {
        const time = checkIds(ids, batch, vocabularySize);
        checkDraw(options, batch);
        await breathe();
        const { ids: found, state } = await draw(held, ids, position, options);
        return {
          ids: found,
          state: { batch, position: position + time + options.count - 1, stream, held: state },
        };
      }
    },
    gather({ batch, position, stream, held }, rows) {
      checkRows(rows, batch);
      return { batch: rows.length, position, stream, held: stream.gather(held, rows) };
    },
    release: ({ stream, held }) => stream.release(held),
  };
}

/** A token stream that runs fused kernels; undefined if the backend has none, or if a layer has no recipe. */
function fusedStream(
  { layers }: LanguageModel,
  { input: { table }, recurrent, head }: LanguageModelParams,
  int8: boolean,
): TokenStream | undefined {
  if (!layers.every(isCell)) return undefined;
  return tokenStream({
    ...(table === undefined ? {} : { table }),
    cells: layers.map((cell, index) => ({ cell, params: recurrent.layers[index] as CellParams })),
    head: affineHead(head, table as Tensor2D | undefined),
    int8,
  });
}

function refuseInt8(): never {
  const expected = 'kernels for weights: "int8", which @tenetjs/kernels has on WASM for cells with a recipe';
  throw new TypeError(
    problem("streamingLanguageModel", expected, phrase("none"), 'Start "wasm" with them, or use "float32".'),
  );
}

/** The number of steps in `ids`. Checks the ids because backends handle ids out of range differently, and none reports them. */
function checkIds(ids: Int32Array, batch: number, vocabularySize: number): number {
  if (ids.length === 0 || ids.length % batch !== 0) {
    const expected = `the same number of ids for each of ${batch} rows`;
    throw new RangeError(problem("streamingLanguageModel", expected, phrase(`${ids.length} in all`)));
  }
  for (const id of ids) {
    if (id >= 0 && id < vocabularySize) continue;
    const next = "Encode the text with the vocabulary of the model.";
    throw new RangeError(problem("streamingLanguageModel", `ids from 0 to ${vocabularySize - 1}`, id, next));
  }
  return ids.length / batch;
}

/** Checks the options that kernels rely on. */
function checkDraw({ count, randomNumbers, temperature = 1, topK = 1 }: DrawOptions, batch: number): void {
  checkInteger("streamingLanguageModel", "count", count, 1);
  checkInteger("streamingLanguageModel", "topK", topK, 1);
  checkPositive("streamingLanguageModel", "temperature", temperature);
  if (randomNumbers === undefined || randomNumbers.length === batch * count) return;
  const expected = `${batch * count} random numbers, one for each id`;
  throw new RangeError(problem("streamingLanguageModel", expected, phrase(`${randomNumbers.length}`)));
}

function checkRows(rows: Int32Array, batch: number): void {
  if (rows.length > 0 && rows.every((row) => row >= 0 && row < batch)) return;
  const got = phrase(rows.length === 0 ? "none" : `[${rows.join(", ")}]`);
  throw new RangeError(problem("streamingLanguageModel", `rows to gather from 0 to ${batch - 1}`, got));
}
