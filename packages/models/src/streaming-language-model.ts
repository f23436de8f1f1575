import { type CellParams, isCell, type TokenStream, tokenStream } from "@tenetjs/cells";
import { breather, checkInteger, checkPositive, phrase, problem } from "@tenetjs/core";
import type { Drawn, DrawOptions, StreamingModel } from "@tenetjs/sampling";
import type { Tensor2D } from "@tensorflow/tfjs-core";
import { composedStream } from "./composed-stream.ts";
import type { LanguageModel, LanguageModelParams } from "./language-model.ts";

/** What a language model has read. */
export type LanguageModelState = {
  readonly batch: number;
  /** How many ids each row has read: the number of the next step, which temporal gates go by. */
  readonly position: number;
  /** What runs the model, and its own state: tensors, or memory of a backend's kernels. */
  readonly stream: TokenStream;
  readonly held: unknown;
};

/** A language model to be sampled and scored; unlike a plain-memory one, it can always copy states and has to free them. */
export type StreamingLanguageModel = Required<StreamingModel<LanguageModelState>>;

/**
 * `model` with `params` as `@tenetjs/sampling` reads one: ids in, the logits of what comes next out, the state carried from
 * step to step. A token costs the same in time and memory however many came before; logits are read from the device without
 * blocking, and the event loop has its turn several times a second.
 *
 * Where `@tenetjs/kernels` is registered for the backend, a step makes no tensors at all; and on WebGPU, `draw` has the card pick the
 * ids, and fetches them alone. Elsewhere logits are at hand, and `draw` is undefined. `params` are borrowed: they must live, and stay as
 * they are, as long as a state does.
 *
 * A step throws a RangeError when there are not as many ids for each row, or one is outside the vocabulary.
 */
export function streamingLanguageModel(
  model: LanguageModel,
  params: LanguageModelParams,
): StreamingLanguageModel {
  const { vocabularySize } = model.options;
  const breathe = breather();
  const composed: TokenStream = composedStream(model, params);
  return {
    start(batch) {
      const stream = fusedStream(model, params) ?? composed;
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

/** Undefined where the backend has no kernels for it, and where a layer has no recipe to make one from. */
function fusedStream(
  { layers }: LanguageModel,
  { input: { table }, recurrent, head }: LanguageModelParams,
): TokenStream | undefined {
  if (!layers.every(isCell)) return undefined;
  return tokenStream({
    ...(table === undefined ? {} : { table }),
    cells: layers.map((cell, index) => ({ cell, params: recurrent.layers[index] as CellParams })),
    head:
      "w" in head ? { ...head, transposed: false } : { w: table as Tensor2D, b: head.b, transposed: true },
  });
}

/** The number of steps in `ids`. Backends differ in what they do with an id that is not there, and none says so. */
function checkIds(ids: Int32Array, batch: number, vocabularySize: number): number {
  if (ids.length === 0 || ids.length % batch !== 0) {
    const expected = `ids for each of ${batch} rows, as many for one as for another`;
    throw new RangeError(problem("streamingLanguageModel", expected, phrase(`${ids.length} in all`)));
  }
  for (const id of ids) {
    if (id >= 0 && id < vocabularySize) continue;
    const next = "Encode the text with the model's own vocabulary.";
    throw new RangeError(problem("streamingLanguageModel", `ids from 0 to ${vocabularySize - 1}`, id, next));
  }
  return ids.length / batch;
}

/** What a backend's kernels take to be right. */
function checkDraw({ count, chances, temperature = 1, topK = 1 }: DrawOptions, batch: number): void {
  checkInteger("streamingLanguageModel", "count", count, 1);
  checkInteger("streamingLanguageModel", "topK", topK, 1);
  checkPositive("streamingLanguageModel", "temperature", temperature);
  if (chances === undefined || chances.length === batch * count) return;
  const expected = `${batch * count} chances, one for each id`;
  throw new RangeError(problem("streamingLanguageModel", expected, phrase(`${chances.length}`)));
}

function checkRows(rows: Int32Array, batch: number): void {
  if (rows.length > 0 && rows.every((row) => row >= 0 && row < batch)) return;
  const got = phrase(rows.length === 0 ? "none" : `[${rows.join(", ")}]`);
  throw new RangeError(problem("streamingLanguageModel", `rows to gather from 0 to ${batch - 1}`, got));
}
