import { checkInteger } from "@tenetjs/core/internals";
import { checkIds } from "./ids.ts";
import type { Picker } from "./picks.ts";
import { reader, rowOf } from "./reader.ts";
import { recentIds } from "./recent-ids.ts";
import type { StreamingModel } from "./streaming-model.ts";
import { chain } from "./transforms/chain.ts";
import type { Transform } from "./transforms/transform.ts";
import { isExhausted } from "./unusable-logits.ts";

export type GenerateOptions<State> = {
  model: StreamingModel<State>;
  /** Ids that every sample starts with. At least one. They are read once, and not repeated in the output. */
  prompt: Iterable<number>;
  /** The function that picks the next id from logits: `argmax`, `categorical(rng)`, or your own. */
  pick: Picker;
  /** Transforms of the logits before the pick, in order. Default: none. */
  transforms?: readonly Transform[];
  /** The maximum number of tokens in a sample. Default: unlimited. */
  length?: number;
  /** Ids that end a sample. Default: none. */
  stopIds?: Iterable<number>;
  /** The number of samples to draw in parallel, each in one row of the model's batch. Default: 1. */
  samples?: number;
  /** The state to continue from, of `samples` rows. The caller keeps owning it. Default: `model.start(samples)`. */
  state?: State;
  /** The ids that `state` has read, for transforms that look back. Default: none. */
  past?: Iterable<number>;
  /** Aborts the generation: asking for the next token throws the signal's reason. */
  signal?: AbortSignal;
};

/** One generated token. */
export type Token<State = unknown> = {
  /** The number of its sample, from 0. */
  readonly sample: number;
  /** Its index in the sample, from 0. */
  readonly index: number;
  /** Its id; -1 if the sample ends because no token is permitted. */
  readonly id: number;
  /**
   * Why the sample ends with this token: a stop id; the length; or "exhausted", because the transforms rule out every token. Null if the sample
   * continues.
   */
  readonly end: "stop" | "length" | "exhausted" | null;
  /** The model's logits for this token, `[vocab]`, before any transform. Valid until the next token is asked for. */
  readonly logits: Float32Array;
  /**
   * The state after everything before this token, with the rows of all samples. Valid until the next token is asked for. Copy it
   * with `model.gather(state, rows)`, and continue from the copy with `{ state, prompt: [id] }`.
   */
  readonly state: State;
};

/**
 * The tokens of one or more samples as they are generated: an endless stream unless `length` or `stopIds` end it. Samples
 * are interleaved: the first token of each, then the second of each that has not ended.
 *
 * The model carries its state from token to token, so each token takes the same time and memory however many came before.
 * Leaving the loop, or aborting the `signal`, releases every state that was made here, after the model's current step has
 * finished.
 *
 * @throws {RangeError} when it is called, if the prompt is empty, an id is not a non-negative integer, or a count is out of range.
 */
export function generate<State>({
  model,
  prompt,
  pick,
  transforms = [],
  length = Number.POSITIVE_INFINITY,
  stopIds = [],
  samples = 1,
  state,
  past = [],
  signal,
}: GenerateOptions<State>): AsyncGenerator<Token<State>, void, undefined> {
  checkInteger("generate", "samples", samples, 1);
  if (length !== Number.POSITIVE_INFINITY) checkInteger("generate", "length", length, 0);
  const first = checkIds("generate", "a prompt", prompt, 1);
  const stops = new Set(checkIds("generate", "stopIds", stopIds));
  const opening = Int32Array.from([...checkIds("generate", "past", past), ...first]);
  const transform = chain(...transforms);

  async function* run(): AsyncGenerator<Token<State>, void, undefined> {
    if (length === 0) return;
    const recent = Array.from({ length: samples }, () => recentIds(transform.memory ?? 0, opening));
    const ids = new Int32Array(samples);
    const running = new Set(ids.keys());
    const text = reader("generate", model, { batch: samples, state, signal });
    try {
      await text.readAlike(first);
      for (let index = 0; ; index += 1) {
        for (const sample of running) {
          signal?.throwIfAborted();
          const logits = rowOf(text.logits, sample, samples);
          const row = transform(logits, recent[sample]!.view());
          if (isExhausted(row, logits)) {
            running.delete(sample);
            yield { sample, index, id: -1, end: "exhausted", logits, state: text.state };
            continue;
          }
          const id = pick(row, sample);
          ids[sample] = id;
          recent[sample]!.push(id);
          const end = stops.has(id) ? "stop" : index + 1 === length ? "length" : null;
          if (end !== null) running.delete(sample);
          yield { sample, index, id, end, logits, state: text.state };
        }
        if (running.size === 0) return;
        await text.read(ids);
      }
    } finally {
      text.release();
    }
  }
  return run();
}
