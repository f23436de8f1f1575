import type { Tensor } from "@tensorflow/tfjs-core";
import { type RegressorOptions, regressor } from "./regressor.ts";
import type { SequenceModelOf } from "./sequence-model-of.ts";

/**
 * A model whose `predictions` are a number for each sequence, `[batch]`, or several, `[batch, 1, outputs]`, from the output after its last step.
 */
export type SequenceRegressor = SequenceModelOf<RegressorOptions, { predictions: Tensor }>;

/**
 * A model that reads a sequence and then predicts numbers: recurrent layers, and y = h w + b at the last step.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell without one. @throws {TypeError} for an unknown option.
 */
export function sequenceRegressor(options: RegressorOptions): SequenceRegressor {
  return regressor("sequenceRegressor", options, "last");
}
