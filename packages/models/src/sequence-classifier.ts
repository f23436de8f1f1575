import type { Tensor2D } from "@tensorflow/tfjs-core";
import { classifier, type SequenceClassifierOptions } from "./classifier.ts";
import type { SequenceModelOf } from "./sequence-model-of.ts";

/** A model whose `logits`, `[batch, classes]`, are those of a sequence's class, from the output after its last step. */
export type SequenceClassifier = SequenceModelOf<SequenceClassifierOptions, { logits: Tensor2D }>;

/**
 * A model that reads a sequence and then predicts its class: recurrent layers, and p = h Wp + b at the last step.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell without one.
 */
export function sequenceClassifier(options: SequenceClassifierOptions): SequenceClassifier {
  return classifier("sequenceClassifier", options, "last");
}
