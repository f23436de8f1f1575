import type { Rng } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";

/**
 * What runs over a sequence: a cell, a stack of cells, or one with dropout. Parameters and state are plain trees of
 * tensors that the caller owns; a layer itself holds neither.
 */
export type Layer<Params extends TensorTree = TensorTree, State extends TensorTree = TensorTree> = {
  readonly name: string;
  /** The size of one step's input; also how many ids there are, where steps are ids. */
  readonly inputSize: number;
  /** The size of one step's output. */
  readonly outputSize: number;
  /** Fresh parameters. The same `rng` gives the same ones. */
  init(rng: Rng): Params;
  /** A fresh state of zeros for `batch` rows. */
  zeroState(batch: number): State;
  /** The output of each step, and the state after the last. Called through `scan`, which checks and tidies. */
  unroll(params: Params, inputs: Tensor, run: Run<State>): Unrolled<State>;
};

/** How a sequence is run. */
export type Run<State extends TensorTree = TensorTree> = {
  readonly state: State;
  /** Numbers of each step, by name, `[batch, time]` or `[1, time]` when all rows share them. `time` is always there. */
  readonly stepInputs: StepInputs;
  /** 1 where a step is real and 0 where the row is padded, `[batch, time]`; a padded step leaves the state as it was. */
  readonly mask?: Tensor2D;
  /** Whether the network is being trained: dropout drops, and gates leak as they do in training. */
  readonly training: boolean;
  /** Where dropout's randomness comes from. */
  readonly rng?: Rng;
  /** Which steps' outputs are wanted. */
  readonly keep: "all" | "last";
};

export type StepInputs = { readonly time: Tensor2D; readonly [name: string]: Tensor2D };

export type Unrolled<State extends TensorTree = TensorTree> = {
  /** `[batch, time, output]`, or `[batch, 1, output]` when only the last was wanted. */
  readonly outputs: Tensor3D;
  readonly state: State;
};
