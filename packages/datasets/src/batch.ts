/** Numbers with their shape, row-major: `Float32Array` for quantities, `Int32Array` for ids. */
export type Values<Data extends Float32Array | Int32Array = Float32Array | Int32Array> = {
  readonly data: Data;
  readonly shape: readonly number[];
};

/** What one training step reads. `inputs` is `[batch, time, input]` (quantities) or `[batch, time]` (ids). */
export type Batch = {
  readonly inputs: Values;
  /** The right answers, ids of classes or quantities: `[batch]` (last step only) or `[batch, time]`. */
  readonly targets: Values;
  /** 1 where a step is real, 0 where a row is padded, `[batch, time]`. Absent: all steps are real. */
  readonly mask?: Values<Float32Array>;
  /** Real timestamps, `[batch, time]`. Absent: steps are numbered 0, 1, 2, ... */
  readonly time?: Values<Float32Array>;
};

/**
 * Batches by number. Iterating starts at batch 0 each time, so a dataset can be read again; `from(n)` starts at batch
 * `n` without making those before it, which is how an interrupted run goes on.
 */
export type Batches<B extends Batch = Batch> = Iterable<B> & {
  /** How many there are; `Infinity` for an endless stream. */
  readonly count: number;
  /** Batch `index`, always the same for the same index. */
  at(index: number): B;
  /** The batches from `index` on. */
  from(index: number): Iterable<B>;
};
