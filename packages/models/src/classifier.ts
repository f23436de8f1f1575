import { checkInteger } from "@tenetjs/core/internals";
import type { Tensor } from "@tensorflow/tfjs-core";
import { checkModelOptions } from "./model-options.ts";
import { type SequenceOptions, sequenceModel } from "./sequence-model.ts";
import type { SequenceModelOf } from "./sequence-model-of.ts";

/** The options of a classifier, as plain data. Saved with the weights, they are enough to build the model again. */
export type SequenceClassifierOptions = SequenceOptions & {
  /** Number of classes. */
  readonly classes: number;
};

/** A model that predicts classes, with logits after all steps or after the last step. */
export function classifier<Logits extends Tensor>(
  where: string,
  options: SequenceClassifierOptions,
  keep: "all" | "last",
): SequenceModelOf<SequenceClassifierOptions, { logits: Logits }> {
  checkModelOptions(where, options, { classes: true });
  const classes = checkInteger(where, "classes", options.classes, 2);
  const { recurrent, init, apply } = sequenceModel(options, classes);
  return {
    options,
    recurrent,
    init,
    apply: (params, inputs, run = {}) => {
      const { outputs, state } = apply(params, inputs, { ...run, keep });
      return { logits: outputs as Logits, state };
    },
  };
}
