import type { Tensor } from "@tensorflow/tfjs-core";
import { type RegressorOptions, regressor } from "./regressor.ts";
import type { SequenceModelOf } from "./sequence-model-of.ts";

/** A model whose `predictions` are a number for each step, `[batch, time]`, or several, `[batch, time, outputs]`. */
export type StepRegressor = SequenceModelOf<RegressorOptions, { predictions: Tensor }>;

/**
 * A model that predicts numbers at each step of a sequence, from the steps that it has read: recurrent layers, and y = h w + b at every step. Its options are
 * those of a `sequenceRegressor`. With `binaryClassification` of `@tenetjs/training`, its numbers are logits of yes or no.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell without one. @throws {TypeError} for an unknown option.
 */
export function stepRegressor(options: RegressorOptions): StepRegressor {
  return regressor("stepRegressor", options, "all");
}
