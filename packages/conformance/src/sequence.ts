/** All that a cell is run on, as plain numbers: the same for every backend and for the reference. */
export type Sequence = {
  readonly params: Readonly<Record<string, Numbers>>;
  /** The state before the first step. */
  readonly state: Readonly<Record<string, Numbers>>;
  /** `[batch, time, input]`, or ids `[batch, time]`. */
  readonly inputs: Numbers | Ids;
  /** `[batch, time]`. Without one named `time`, that is the step's number. */
  readonly stepInputs: Readonly<Record<string, Numbers>>;
  /** `[batch, time]`. */
  readonly mask?: Numbers;
  readonly training: boolean;
  /** Which steps' outputs are given. */
  readonly keep: "all" | "last";
  /** The factors of the loss, which is their sum with the outputs and the last state: `outputs`, `state.h`, ... */
  readonly factors: Readonly<Record<string, Numbers>>;
};

export type Numbers = { readonly shape: readonly number[]; readonly values: Float32Array };
export type Ids = { readonly shape: readonly [batch: number, time: number]; readonly values: Int32Array };

/** What was computed, by name. Of a cell on a sequence: `outputs`, `state.h`, ..., and the loss's gradients, `d params.wx`, ... */
export type Results = Readonly<Record<string, Float32Array | Float64Array>>;
