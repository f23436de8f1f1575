/**
 * A model that reads tokens and says, after them, how likely each token is to come next, for `batch` rows at a time.
 *
 * States are values: `step` and `gather` make a new one and leave the old one as it was, to be used again. Whoever made
 * a state (by `start`, `step` or `gather`) owns it and calls `release` on it once; a model whose states are plain
 * memory needs no `release`. With a `release`, `step` never returns the very state that it was given.
 */
export type StreamingModel<State> = {
  /** A state of `batch` rows that have read nothing. */
  start(batch: number): State;
  /**
   * Reads `ids`, `[batch, time]` row-major with a `time` of at least 1, and gives what follows the last of each row.
   * `batch` is that of `state`; so `time` is `ids.length / batch`.
   */
  step(state: State, ids: Int32Array): Step<State> | Promise<Step<State>>;
  /** A state whose row `i` is a copy of row `rows[i]` of `state`: to copy, to reorder, to repeat. Beam search needs it. */
  gather?(state: State, rows: Int32Array): State;
  /**
   * Reads `ids` as `step` does, then draws ids itself, one after the other for each row, and reads each but the last: for models that
   * would have to fetch their logits from elsewhere to have them picked from. Undefined: the model cannot draw from that state, and
   * `step` has to be used.
   */
  draw?(state: State, ids: Int32Array, options: DrawOptions): Promise<Drawn<State>> | undefined;
  /** Frees what `state` holds. */
  release?(state: State): void;
};

/** How a model draws ids. */
export type DrawOptions = DrawTransforms & {
  /** How many ids for each row; at least 1. */
  readonly count: number;
  /**
   * A number from [0, 1) for each id, `[batch, count]`: what is drawn is the first id whose cumulative probability is above it. Absent:
   * the id of the highest logit, of equals the first.
   */
  readonly chances?: Float64Array;
};

/** What a model that draws does to logits first: it divides them, and then leaves some out. */
export type DrawTransforms = {
  /** What logits are divided by before probabilities are taken. Absent: 1. */
  readonly temperature?: number;
  /** How many ids have a probability: those of the highest logits, of equals the first. Absent: all. */
  readonly topK?: number;
};

/**
 * `ids` is `[batch, count]`, row-major; one is -1 where logits left nothing to pick, and those after it mean nothing. `state` has read
 * all but the last of each row.
 */
export type Drawn<State> = { readonly ids: Int32Array; readonly state: State };

/** `logits` is `[batch, vocab]`, row-major; the model may write over it in its next step. */
export type Step<State> = { readonly logits: Float32Array; readonly state: State };
