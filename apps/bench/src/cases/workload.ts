import type { Batch } from "@tenetjs/datasets";
import type { NetworkTask } from "./task.ts";

/** A task with the numbers that it is done on, the same for every library. */
export type Workload = {
  readonly task: NetworkTask;
  readonly weights: NetworkWeights;
  /**
   * What calls read in turn. Inputs are `[batch, time]` ids or `[batch, time, input]` numbers; targets `[batch, time]`, or `[batch]`
   * where there are logits after the last step alone.
   */
  readonly batches: readonly Batch[];
};

/** Row-major numbers. */
export type Matrix = { readonly data: Float32Array; readonly shape: readonly number[] };

/** In Tenet's own layout, which each adapter converts to its library's. */
export type NetworkWeights = {
  /** From the input up. */
  readonly layers: readonly LayerWeights[];
  /** `w` is `[hidden, classes]`, `b` is `[classes]`. */
  readonly head: { readonly w: Matrix; readonly b: Matrix };
};

/**
 * `wx` is `[input, gates * hidden]`, `wh` `[hidden, gates * hidden]`, `b` `[gates * hidden]`, as `CellParams` of `@tenetjs/cells` has
 * them. Gates of an LSTM: input, forget, candidate, output. Of a GRU, reset, update, and then the candidate's part from x (in `wx`) or
 * from h (in `wh`); `b` has both. A phased cell's own numbers stand beside them, `[hidden]` each.
 */
export type LayerWeights = {
  readonly wx: Matrix;
  readonly wh: Matrix;
  readonly b: Matrix;
  readonly [unitParameter: string]: Matrix;
};
