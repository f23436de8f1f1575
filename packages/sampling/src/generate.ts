import { checkInteger } from "@tenetjs/core/internals";
import { checkIds } from "./ids.ts";
import type { Picker } from "./picks.ts";
import { reader, rowOf } from "./reader.ts";
import { recentIds } from "./recent-ids.ts";
import type { StreamingModel } from "./streaming-model.ts";
import { chain } from "./transforms/chain.ts";
import type { Transform } from "./transforms/transform.ts";

export type GenerateOptions<State> = {
  model: StreamingModel<State>;
  /** Ids that every sample starts with; at least one. They are read once, and are not given back. */
  prompt: Iterable<number>;
  /** How the next id comes from logits: `argmax`, `categorical(rng)`, or a function of the caller's. */
  pick: Picker;
  /** What happens to logits before the pick, in this order. Default: nothing. */
  transforms?: readonly Transform[];
  /** How many tokens a sample has at most. Default: no end. */
  length?: number;
  /** Ids that end a sample. Default: none. */
  stopIds?: Iterable<number>;
  /** How many samples to draw side by side, one row of the model's batch each. Default: 1. */
  samples?: number;
  /** The state to go on from, of `samples` rows; it stays the caller's. Default: `model.start(samples)`. */
  state?: State;
  /** What `state` has read, as far as transforms that look back should know it. Default: nothing. */
  past?: Iterable<number>;
  /** Ends the generation: the next token asked for throws the signal's reason. */
  signal?: AbortSignal;
};

/** One generated token. */
export type Token<State = unknown> = {
  /** Which sample it belongs to, from 0. */
  readonly sample: number;
  /** How many tokens of this sample came before it. */
  readonly index: number;
  readonly id: number;
  /** Why the sample ends with this token: it is a stop id, or reached the length. Null: the sample goes on. */
  readonly end: "stop" | "length" | null;
  /** The model's logits that it was picked from, `[vocab]`, before any transform; valid until the next is asked for. */
  readonly logits: Float32Array;
  /**
   * What has read everything before this token, all samples' rows; valid until the next token is asked for. Keep a copy
   * by `model.gather(state, rows)`, and go on from it with `{ state, prompt: [id] }`.
   */
  readonly state: State;
};

/**
 * The tokens of one or more samples as they are made: an endless stream unless `length` or `stopIds` end it. Samples
 * take turns: the first token of each, then the second of each that has not ended.
 *
 * The model carries its state from token to token, so each costs the same in time and memory however many came before.
 * Leaving the loop, or an aborted `signal`, releases every state that was made here; a step of the model that is under
 * way is waited for.
 *
 * @throws {RangeError} at once when the prompt is empty, an id is not an integer from 0 up, or a count is out of range.
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
          const id = pick(transform(logits, recent[sample]!.view()), sample);
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
