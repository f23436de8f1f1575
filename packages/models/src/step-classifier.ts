import { checkInteger } from "@tenetjs/core/internals";
import type { Tensor3D } from "@tensorflow/tfjs-core";
import type { SequenceClassifierOptions } from "./sequence-classifier.ts";
import { sequenceModel } from "./sequence-model.ts";
import type { SequenceModelOf } from "./sequence-model-of.ts";

/** `logits` are of each step's class, `[batch, time, classes]`. */
export type StepClassifier = SequenceModelOf<SequenceClassifierOptions, { logits: Tensor3D }>;

/**
 * A model that names a class at each step of a sequence, from what it has read so far: recurrent layers and p = h Wp + b on every
 * step. Its options are those of a `sequenceClassifier`.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell without one.
 */
export function stepClassifier(options: SequenceClassifierOptions): StepClassifier {
  const classes = checkInteger("stepClassifier", "classes", options.classes, 2);
  const { recurrent, init, apply } = sequenceModel(options, classes);
  return {
    options,
    recurrent,
    init,
    apply: (params, inputs, run = {}) => {
      const { outputs, state } = apply(params, inputs, { ...run, keep: "all" });
      return { logits: outputs as Tensor3D, state };
    },
  };
}
