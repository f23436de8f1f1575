import type { Layer, ScanOptions, StackTree } from "@tenetjs/cells";
import type { Rng } from "@tenetjs/core";
import { tidied } from "@tenetjs/core/tensors";
import { squeeze, type Tensor, type Tensor1D } from "@tensorflow/tfjs-core";
import type { InputOptions } from "./input.ts";
import type { RecurrentOptions } from "./recurrent-layers.ts";
import { type SequenceParams, sequenceModel } from "./sequence-model.ts";

/** A regressor as plain data: what is written beside its weights is all that is needed to make it again. */
export type SequenceRegressorOptions = RecurrentOptions & { readonly input: InputOptions };

export type SequenceRegressor = {
  readonly options: SequenceRegressorOptions;
  readonly recurrent: Layer<StackTree, StackTree>;
  /** Fresh parameters. */
  init(rng: Rng): SequenceParams;
  /** A number for each sequence, `[batch]`, from the output after its last step, and the state there. */
  apply(
    params: SequenceParams,
    inputs: Tensor,
    run?: ScanOptions<StackTree>,
  ): { predictions: Tensor1D; state: StackTree };
};

/**
 * A model that reads a sequence and then gives a number: recurrent layers and y = h w + b on the last step.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell without one.
 */
export function sequenceRegressor(options: SequenceRegressorOptions): SequenceRegressor {
  const { recurrent, init, apply } = sequenceModel(options, 1);
  return {
    options,
    recurrent,
    init,
    apply: (params, inputs, run = {}) =>
      tidied(() => {
        const { outputs, state } = apply(params, inputs, { ...run, keep: "last" });
        return { predictions: squeeze(outputs, [1]) as Tensor1D, state };
      }),
  };
}
