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
  /** Frees what `state` holds. */
  release?(state: State): void;
};

/** `logits` is `[batch, vocab]`, row-major; the model may write over it in its next step. */
export type Step<State> = { readonly logits: Float32Array; readonly state: State };
