import type { Tensor3D } from "@tensorflow/tfjs-core";
import { classifier, type SequenceClassifierOptions } from "./classifier.ts";
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
  return classifier("stepClassifier", options, "all");
}
