import { phrase, problem } from "@tenetjs/core/internals";
import type { Picker } from "./picks.ts";
import type { Drawn, DrawOptions, Step, StreamingModel } from "./streaming-model.ts";

/** A model in the middle of a text: the one place that makes and releases states. */
export type Reader<State> = {
  /** What has been read so far; borrowed. */
  readonly state: State;
  /** What follows it, `[batch, vocab]`; empty until something is read. */
  readonly logits: Float32Array;
  /** Reads `ids`, `[batch, time]`. @throws the signal's reason, before or after, when it is aborted. */
  read(ids: Int32Array): Promise<void>;
  /** Reads the same ids in every row, in pieces, so that a prompt of any length takes bounded memory. */
  readAlike(ids: Int32Array): Promise<void>;
  /**
   * The ids that are drawn after `ids`, `[batch, time]`: as many as `options` ask for, `[batch, count]`, by a model that draws itself; without
   * `options`, and by any other model, one a row, which `pick` picks. The state stays as it is until `advance`.
   */
  draw(ids: Int32Array, options: DrawOptions | undefined, pick: Picker): Promise<Int32Array>;
  /** Makes the state that of the last draw. */
  advance(): void;
  /** What `ids` lead to from the state, which stays. The new state is for whoever asked to release. */
  fork(ids: Int32Array): Promise<Step<State>>;
  /** Makes row `i` a copy of what row `rows[i]` was, by the model's `gather`; the logits become stale. */
  gather(rows: Int32Array): void;
  /** Frees the state, unless it is the caller's. To be called once, at the end. */
  release(): void;
};

export type ReaderOptions<State> = {
  batch: number;
  /** The state to start from, which stays the caller's. */
  state: State | undefined;
  signal: AbortSignal | undefined;
};

/** How many ids of a prompt each row reads in one step. */
export const PIECE = 512;

/** A reader of `model` which speaks in errors as `where`. */
export function reader<State>(
  where: string,
  model: StreamingModel<State>,
  { batch, state: given, signal }: ReaderOptions<State>,
): Reader<State> {
  let rows = batch;
  let owned = given === undefined;
  let current: Step<State> = {
    state: given === undefined ? model.start(batch) : given,
    logits: new Float32Array(0),
  };
  let drawn: Drawn<State> | undefined;

  function become(next: Step<State>): void {
    const previous = current.state;
    current = next;
    if (owned) model.release?.(previous);
    owned = true;
  }

  async function read(ids: Int32Array): Promise<void> {
    signal?.throwIfAborted();
    become(await model.step(current.state, ids));
    signal?.throwIfAborted();
    checkLogits(current.logits);
  }

  function checkLogits({ length }: Float32Array): void {
    if (length > 0 && length % rows === 0) return;
    const got = phrase(`${length} numbers`);
    const next = "Return one logit for each row and id, row after row.";
    throw new RangeError(problem(where, `logits of [${rows}, vocab] from the model's step`, got, next));
  }

  return {
    get state() {
      return current.state;
    },
    get logits() {
      return current.logits;
    },
    read,
    async readAlike(ids) {
      for (let start = 0; start < ids.length; start += PIECE) {
        await read(alike(ids.subarray(start, start + PIECE), rows));
      }
    },
    async draw(ids, options, pick) {
      signal?.throwIfAborted();
      drawn = options === undefined ? undefined : await model.draw?.(current.state, ids, options);
      if (drawn === undefined) {
        const { logits, state } = await model.step(current.state, ids);
        drawn = { ids: new Int32Array(rows), state };
        checkLogits(logits);
        for (let row = 0; row < rows; row += 1) drawn.ids[row] = pick(rowOf(logits, row, rows), row);
      }
      signal?.throwIfAborted();
      return drawn.ids;
    },
    advance() {
      if (drawn !== undefined) become({ state: drawn.state, logits: current.logits });
      drawn = undefined;
    },
    fork: async (ids) => await model.step(current.state, ids),
    gather(order) {
      become({ state: model.gather!(current.state, order), logits: current.logits });
      rows = order.length;
    },
    release() {
      if (drawn !== undefined) model.release?.(drawn.state);
      if (owned) model.release?.(current.state);
    },
  };
}

/** `rows` times the same ids. */
export function alike(ids: Int32Array, rows: number): Int32Array {
  const all = new Int32Array(rows * ids.length);
  for (let row = 0; row < rows; row += 1) all.set(ids, row * ids.length);
  return all;
}

/** Row `index` of `logits`, `[rows, vocab]`: a view. */
export function rowOf(logits: Float32Array, index: number, rows: number): Float32Array {
  const vocab = logits.length / rows;
  return logits.subarray(index * vocab, (index + 1) * vocab);
}
