/** All inputs of a cell's run as plain numbers, the same for every backend and for the reference. */
export type Sequence = {
  readonly params: Readonly<Record<string, Numbers>>;
  /** The state before the first step. */
  readonly state: Readonly<Record<string, Numbers>>;
  /** `[batch, time, input]`, or ids `[batch, time]`. */
  readonly inputs: Numbers | Ids;
  /** `[batch, time]`. If there is no input named `time`, the time is the step's number. */
  readonly stepInputs: Readonly<Record<string, Numbers>>;
  /** `[batch, time]`. */
  readonly mask?: Numbers;
  readonly training: boolean;
  /** The steps whose outputs are returned. */
  readonly keep: "all" | "last";
  /** The factors of the loss by name: `outputs`, `state.h`, ... The loss is the sum of their products with the outputs and last states. */
  readonly factors: Readonly<Record<string, Numbers>>;
};

export type Numbers = { readonly shape: readonly number[]; readonly values: Float32Array };
export type Ids = { readonly shape: readonly [batch: number, time: number]; readonly values: Int32Array };

/** Classes, of any axes. */
export type Classes = { readonly shape: readonly number[]; readonly values: Int32Array };

/** Computed values by name. For a cell on a sequence: `outputs`, `state.h`, ..., and the gradients of the loss, `d params.wx`, ... */
export type Results = Readonly<Record<string, Float32Array | Float64Array>>;
