import { checkInteger } from "@tenetjs/core/internals";
import type { Tensor2D } from "@tensorflow/tfjs-core";
import type { InputOptions } from "./input.ts";
import type { RecurrentOptions } from "./recurrent-layers.ts";
import { sequenceModel } from "./sequence-model.ts";
import type { SequenceModelOf } from "./sequence-model-of.ts";

/** A classifier as plain data: what is written beside its weights is all that is needed to make it again. */
export type SequenceClassifierOptions = RecurrentOptions & {
  readonly input: InputOptions;
  /** How many classes there are. */
  readonly classes: number;
};

/** `logits` are of a sequence's class, `[batch, classes]`, from the output after its last step. */
export type SequenceClassifier = SequenceModelOf<SequenceClassifierOptions, { logits: Tensor2D }>;

/**
 * A model that reads a sequence and then names its class: recurrent layers and p = h Wp + b on the last step.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell without one.
 */
export function sequenceClassifier(options: SequenceClassifierOptions): SequenceClassifier {
  const classes = checkInteger("sequenceClassifier", "classes", options.classes, 2);
  const { recurrent, init, apply } = sequenceModel(options, classes);
  return {
    options,
    recurrent,
    init,
    apply: (params, inputs, run = {}) => {
      const { outputs, state } = apply(params, inputs, { ...run, keep: "last" });
      return { logits: outputs as Tensor2D, state };
    },
  };
}
