import type { Layer, ScanOptions, StackTree } from "@tenetjs/cells";
import type { Rng } from "@tenetjs/core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { SequenceParams } from "./sequence-model.ts";

/** A model that reads sequences, built from `options`. */
export type SequenceModelOf<Options, Result extends Readonly<Record<string, Tensor>>> = {
  readonly options: Options;
  readonly recurrent: Layer<StackTree, StackTree>;
  /** Initial parameters. */
  init(rng: Rng): SequenceParams;
  /** The model's output for each sequence, and the state after the last step. */
  apply(params: SequenceParams, inputs: Tensor, run?: ScanOptions<StackTree>): Result & { state: StackTree };
};
