import { tidied } from "@tenetjs/core/tensors";
import { squeeze, type Tensor1D } from "@tensorflow/tfjs-core";
import type { InputOptions } from "./input.ts";
import type { RecurrentOptions } from "./recurrent-layers.ts";
import { sequenceModel } from "./sequence-model.ts";
import type { SequenceModelOf } from "./sequence-model-of.ts";

/** The options of a regressor, as plain data. Saved with the weights, they are enough to build the model again. */
export type SequenceRegressorOptions = RecurrentOptions & { readonly input: InputOptions };

/** A model whose `predictions`, `[batch]`, are a number for each sequence, from the output after its last step. */
export type SequenceRegressor = SequenceModelOf<SequenceRegressorOptions, { predictions: Tensor1D }>;

/**
 * A model that reads a sequence and then predicts a number: recurrent layers, and y = h w + b at the last step.
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
