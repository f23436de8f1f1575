import { phrase, problem } from "@tenetjs/core/internals";
import type { Picker } from "./picks.ts";
import type { Drawn, DrawOptions, Step, StreamingModel } from "./streaming-model.ts";

/** A model that is reading a text. It makes and releases the states, so that no other code has to. */
export type Reader<State> = {
  /** The state after everything that has been read; borrowed. */
  readonly state: State;
  /** The logits of the next token, `[batch, vocab]`; empty until something is read. */
  readonly logits: Float32Array;
  /** Reads `ids`, `[batch, time]`. @throws the signal's reason, if it was aborted before or during the step. */
  read(ids: Int32Array): Promise<void>;
  /** Reads the same ids in every row, in pieces, so that memory is bounded for a prompt of any length. */
  readAlike(ids: Int32Array): Promise<void>;
  /**
   * The ids that follow `ids`, `[batch, time]`. With `options`, a model that can draw returns `[batch, count]` ids. Otherwise the model is
   * stepped and `pick` picks one id for each row. The state does not change until `advance`.
   */
  draw(ids: Int32Array, options: DrawOptions | undefined, pick: Picker): Promise<Int32Array>;
  /** Replaces the state by that of the last draw. */
  advance(): void;
  /** The step from the state with `ids`, without changing the state. The caller owns the new state. */
  fork(ids: Int32Array): Promise<Step<State>>;
  /** Replaces row `i` by a copy of row `rows[i]`, with the model's `gather`. The logits become stale. */
  gather(rows: Int32Array): void;
  /** Releases the state, unless the caller owns it. Call it once, at the end. */
  release(): void;
};

export type ReaderOptions<State> = {
  batch: number;
  /** The state to start from, which the caller keeps owning. */
  state: State | undefined;
  signal: AbortSignal | undefined;
};

/** The maximum number of ids of a prompt that each row reads in one step. */
export const PIECE = 512;

/** A reader of `model`, with errors in the name of `where`. */
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
    const next = "Return one logit for each row and id, in row-major order.";
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

/** `ids` repeated for `rows` rows. */
export function alike(ids: Int32Array, rows: number): Int32Array {
  const all = new Int32Array(rows * ids.length);
  for (let row = 0; row < rows; row += 1) all.set(ids, row * ids.length);
  return all;
}

/** A view of row `index` of `logits`, `[rows, vocab]`: of a single row, the logits themselves, since a view takes as long as a small product. */
export function rowOf(logits: Float32Array, index: number, rows: number): Float32Array {
  if (rows === 1) return logits;
  const vocab = logits.length / rows;
  return logits.subarray(index * vocab, (index + 1) * vocab);
}
