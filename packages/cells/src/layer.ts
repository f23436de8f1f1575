import type { Rng } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";

/**
 * Anything that reads a sequence step by step: a cell, a stack of layers, a layer with dropout. Parameters and state are plain trees of
 * tensors that the caller owns; a layer holds neither.
 */
export type Layer<Params extends TensorTree = TensorTree, State extends TensorTree = TensorTree> = {
  readonly name: string;
  /** The size of one step's input. If steps are ids, the number of ids. */
  readonly inputSize: number;
  /** The size of one step's output. */
  readonly outputSize: number;
  /** New parameters. Equal `rng`s give equal parameters. */
  init(rng: Rng): Params;
  /** A new state of zeros for `batch` rows. */
  zeroState(batch: number): State;
  /** The output of each step, and the state after the last one. Call it through `scan`, which checks its arguments and frees intermediate tensors. */
  unroll(params: Params, inputs: Tensor, run: Run<State>): Unrolled<State>;
};

/** How a layer runs over a sequence: `scan` makes it from its options. */
export type Run<State extends TensorTree = TensorTree> = {
  readonly state: State;
  /** Whether `state` is the layer's `zeroState`, to which nobody needs a gradient. */
  readonly fromZero?: boolean;
  /** Per-step inputs by name, `[batch, time]`, or `[1, time]` if all rows share them. `time` is always present. */
  readonly stepInputs: StepInputs;
  /** 1 for a real step and 0 for a padded one, `[batch, time]`. A padded step leaves the state unchanged. */
  readonly mask?: Tensor2D;
  /** Whether the network is being trained. Dropout applies only in training, and temporal gates use their training leak. */
  readonly training: boolean;
  /** The source of dropout's random numbers. */
  readonly rng?: Rng;
  /** Whether to return the outputs of all steps or only that of the last. */
  readonly keep: "all" | "last";
};

export type StepInputs = { readonly time: Tensor2D; readonly [name: string]: Tensor2D };

export type Unrolled<State extends TensorTree = TensorTree> = {
  /** `[batch, time, output]`, or `[batch, 1, output]` if only the last is kept. */
  readonly outputs: Tensor3D;
  readonly state: State;
};
