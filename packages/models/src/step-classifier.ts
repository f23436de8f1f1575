import type { Tensor3D } from "@tensorflow/tfjs-core";
import { classifier, type SequenceClassifierOptions } from "./classifier.ts";
import type { SequenceModelOf } from "./sequence-model-of.ts";

/** A model whose `logits`, `[batch, time, classes]`, are those of each step's class. */
export type StepClassifier = SequenceModelOf<SequenceClassifierOptions, { logits: Tensor3D }>;

/**
 * A model that predicts a class at each step of a sequence, from the steps that it has read: recurrent layers, and p = h Wp + b at every
 * step. Its options are those of a `sequenceClassifier`.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell without one.
 */
export function stepClassifier(options: SequenceClassifierOptions): StepClassifier {
  return classifier("stepClassifier", options, "all");
}
