import type { StackTree } from "@tenetjs/cells";
import { breather, phrase, problem } from "@tenetjs/core";
import { disposeTree, mapTree, tidied } from "@tenetjs/core/tensors";
import type { StreamingModel } from "@tenetjs/sampling";
import { gather, tensor1d, tensor2d } from "@tensorflow/tfjs-core";
import type { LanguageModel, LanguageModelParams } from "./language-model.ts";

/** What a language model has read, in tensors of its own. */
export type LanguageModelState = {
  readonly recurrent: StackTree;
  readonly batch: number;
  /** How many ids each row has read: the number of the next step, which temporal gates go by. */
  readonly position: number;
};

/** A language model to be sampled and scored; unlike a plain-memory one, it can always copy states and has to free them. */
export type StreamingLanguageModel = Required<StreamingModel<LanguageModelState>>;

/**
 * `model` with `params` as `@tenetjs/sampling` reads one: ids in, the logits of what comes next out, the state carried from
 * step to step. A token costs the same in time and memory however many came before; logits are read from the device without
 * blocking, and the event loop has its turn several times a second. `params` are borrowed, and must live as long as this is used.
 *
 * A step throws a RangeError when there are not as many ids for each row, or one is outside the vocabulary.
 */
export function streamingLanguageModel(
  model: LanguageModel,
  params: LanguageModelParams,
): StreamingLanguageModel {
  const { vocabularySize } = model.options;
  const breathe = breather();
  const read = (ids: Int32Array, time: number, state: StackTree, firstStep: number) => {
    const inputs = tensor2d(ids, [ids.length / time, time], "int32");
    try {
      return model.apply(params, inputs, { state, firstStep, keep: "last" });
    } finally {
      inputs.dispose();
    }
  };
  return {
    start: (batch) => ({ recurrent: model.recurrent.zeroState(batch), batch, position: 0 }),
    async step({ recurrent, batch, position }, ids) {
      const time = checkIds(ids, batch, vocabularySize);
      await breathe();
      const { logits, state } = read(ids, time, recurrent, position);
      try {
        return {
          logits: await logits.data<"float32">(),
          state: { recurrent: state, batch, position: position + time },
        };
      } catch (error) {
        disposeTree(state);
        throw error;
      } finally {
        logits.dispose();
      }
    },
    gather({ recurrent, batch, position }, rows) {
      checkRows(rows, batch);
      const gathered = tidied(() => {
        const indices = tensor1d(rows, "int32");
        return mapTree(recurrent, (leaf) => gather(leaf, indices));
      });
      return { recurrent: gathered, batch: rows.length, position };
    },
    release: ({ recurrent }) => disposeTree(recurrent),
  };
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

function checkRows(rows: Int32Array, batch: number): void {
  if (rows.length > 0 && rows.every((row) => row >= 0 && row < batch)) return;
  const got = phrase(rows.length === 0 ? "none" : `[${rows.join(", ")}]`);
  throw new RangeError(problem("streamingLanguageModel", `rows to gather from 0 to ${batch - 1}`, got));
}
