import { checkInteger } from "@tenetjs/core/internals";
import { tidied } from "@tenetjs/core/tensors";
import { reshape, type Tensor } from "@tensorflow/tfjs-core";
import { checkModelOptions } from "./model-options.ts";
import { type SequenceOptions, sequenceModel } from "./sequence-model.ts";
import type { SequenceModelOf } from "./sequence-model-of.ts";

/** The options of a regressor, as plain data. Saved with the weights, they are enough to build the model again. */
export type RegressorOptions = SequenceOptions & {
  /** How many numbers are predicted at a time. Default: one, and predictions have no axis for it. */
  readonly outputs?: number;
};

/** A model that predicts numbers, after all steps or after the last step. */
export function regressor(
  where: string,
  options: RegressorOptions,
  keep: "all" | "last",
): SequenceModelOf<RegressorOptions, { predictions: Tensor }> {
  checkModelOptions(where, options, { outputs: true });
  const outputs = checkInteger(where, "outputs", options.outputs ?? 1, 1);
  const { recurrent, init, apply } = sequenceModel(options, outputs);
  return {
    options,
    recurrent,
    init,
    apply: (params, inputs, run = {}) =>
      tidied(() => {
        const { outputs: numbers, state } = apply(params, inputs, { ...run, keep });
        const steps = numbers.shape.slice(0, -1);
        if (options.outputs === undefined) return { predictions: reshape(numbers, steps), state };
        const batch = steps[0] as number;
        return { predictions: reshape(numbers, [batch, steps[1] ?? 1, outputs]), state };
      }),
  };
}
