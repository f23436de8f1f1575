import type { Tensor2D } from "@tensorflow/tfjs-core";
import { classifier, type SequenceClassifierOptions } from "./classifier.ts";
import type { SequenceModelOf } from "./sequence-model-of.ts";

/** `logits` are of a sequence's class, `[batch, classes]`, from the output after its last step. */
export type SequenceClassifier = SequenceModelOf<SequenceClassifierOptions, { logits: Tensor2D }>;

/**
 * A model that reads a sequence and then names its class: recurrent layers and p = h Wp + b on the last step.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell without one.
 */
export function sequenceClassifier(options: SequenceClassifierOptions): SequenceClassifier {
  return classifier("sequenceClassifier", options, "last");
}
