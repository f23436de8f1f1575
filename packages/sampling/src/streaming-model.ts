/**
 * A model that reads tokens and predicts the next one, for `batch` rows at a time.
 *
 * States are values: `step` and `gather` make a new state and leave the old one unchanged, so that it can be used again. Whoever makes
 * a state (with `start`, `step` or `gather`) owns it and must pass it to `release` once. A model whose states are plain
 * memory needs no `release`. In a model with `release`, `step` never returns the state that it was given.
 */
export type StreamingModel<State> = {
  /** A state of `batch` rows that have read nothing. */
  start(batch: number): State;
  /**
   * Reads `ids`, `[batch, time]` in row-major order with a `time` of at least 1, and returns the logits after the last id of each row.
   * `batch` is that of `state`, so `time` is `ids.length / batch`.
   */
  step(state: State, ids: Int32Array): Step<State> | Promise<Step<State>>;
  /** A state whose row `i` is a copy of row `rows[i]` of `state`. It copies, reorders and repeats rows. Beam search needs it. */
  gather?(state: State, rows: Int32Array): State;
  /**
   * Reads `ids` like `step`, then draws `count` ids for each row, and reads each of them but the last. It is for models that would
   * otherwise have to read their logits back from a device for every token. Returns undefined if the model cannot draw from that state; use
   * `step` then.
   */
  draw?(state: State, ids: Int32Array, options: DrawOptions): Promise<Drawn<State>> | undefined;
  /** Frees what `state` holds. */
  release?(state: State): void;
};

/** How a model draws ids. */
export type DrawOptions = DrawTransforms & {
  /** The number of ids to draw for each row. At least 1. */
  readonly count: number;
  /**
   * `[batch, count]`: a uniform random number in [0, 1) for each id. The model draws the first id whose cumulative probability is above
   * it. Absent: the model picks the id of the highest logit, and the first of equals.
   */
  readonly randomNumbers?: Float64Array;
};

/** The transforms that a model with `draw` supports: it divides the logits by the temperature, and then applies top-k and top-p. `draw` may return undefined for some. */
export type DrawTransforms = {
  /** The number by which logits are divided. Absent: 1. */
  readonly temperature?: number;
  /** The number of ids that are kept: those with the highest logits, and the first of equals. Absent: all. */
  readonly topK?: number;
  /** The probability that the kept ids have to reach, in the order of their logits, and of equals the first. Absent: 1, which keeps all. */
  readonly topP?: number;
};

/**
 * The result of a draw. `ids` is `[batch, count]`, in row-major order. An id is -1 if no token could be picked, and the ids after it are
 * meaningless. `state` has read all ids but the last of each row.
 */
export type Drawn<State> = { readonly ids: Int32Array; readonly state: State };

/** The result of a step. `logits` is `[batch, vocab]`, in row-major order; the model may overwrite it in its next step. */
export type Step<State> = { readonly logits: Float32Array; readonly state: State };
