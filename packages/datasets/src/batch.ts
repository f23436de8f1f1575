/** Numbers with their shape, in row-major order: a `Float32Array` for real values, an `Int32Array` for ids. */
export type Values<Data extends Float32Array | Int32Array = Float32Array | Int32Array> = {
  readonly data: Data;
  readonly shape: readonly number[];
};

/** The data of one training step. `inputs` is `[batch, time, input]` (real values) or `[batch, time]` (ids). */
export type Batch<Targets extends Values = Values> = {
  readonly inputs: Values;
  /**
   * What is to be predicted: class ids (an `Int32Array`) or real values (a `Float32Array`), `[batch]` for the last step only, or `[batch, time]`. Several
   * real values at a time are `[batch, 1, outputs]` or `[batch, time, outputs]`.
   */
  readonly targets: Targets;
  /** `[batch, time]`: 1 for a real step, 0 for padding. Absent: all steps are real. */
  readonly mask?: Values<Float32Array>;
  /** `[batch, time]`: the timestamp of each step. Absent: steps are numbered 0, 1, 2, ... */
  readonly time?: Values<Float32Array>;
};

/**
 * Batches by number. Iterating starts at batch 0 each time, so a dataset can be read again. `from(n)` starts at batch
 * `n` without making the batches before it, so an interrupted run can resume there.
 */
export type Batches<B extends Batch = Batch> = Iterable<B> & {
  /** The number of batches; `Infinity` for an endless stream. */
  readonly count: number;
  /** Batch `index`, always the same for the same index. */
  at(index: number): B;
  /** The batches from `index` onwards. */
  from(index: number): Iterable<B>;
};
