import { checkOptions } from "@tenetjs/core/internals";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Scalar, Tensor } from "@tensorflow/tfjs-core";
import { accuracyWithin } from "../losses/accuracy-within.ts";
import { binaryAccuracy } from "../losses/binary-accuracy.ts";
import { binaryCrossEntropy } from "../losses/binary-cross-entropy.ts";
import { meanSquaredError } from "../losses/mean-squared-error.ts";
import type { MaskOptions } from "../losses/softmax-cross-entropy.ts";
import type { Objective } from "./objective.ts";
import { checkOutput, countedSteps, type PredictorRun, predictorRun } from "./predictor-run.ts";

/** The part of a model that {@link regression} needs, which the regressors of `@tenetjs/models` have. */
export type NumberPredictor<Params extends TensorTree, State extends TensorTree> = {
  apply(
    params: Params,
    inputs: Tensor,
    run: PredictorRun<State>,
  ): { readonly predictions: Tensor; readonly state: State };
};

export type RegressionOptions = {
  /** `meanSquaredError`, `meanAbsoluteError`, `huber`, or one of your own. Default: `meanSquaredError`. */
  readonly loss?: (predictions: Tensor, targets: Tensor, options: MaskOptions) => Scalar;
  /** The metric `accuracy` is then the fraction of predictions that are closer than this to their target. Default: no such metric. */
  readonly tolerance?: number;
};

/**
 * The objective of a model that predicts numbers: a mean error between its predictions and the batch's float32 targets, after the last step or after each,
 * as their shapes say.
 *
 * @throws {TypeError} when an option is unknown.
 */
export function regression<Params extends TensorTree, State extends TensorTree>(
  model: NumberPredictor<Params, State>,
  options: RegressionOptions = {},
): Objective {
  checkOptions("regression", options, { loss: true, tolerance: true });
  const { loss = meanSquaredError, tolerance } = options;
  return onNumbers("regression", model, loss, (predictions, targets, counted) =>
    tolerance === undefined ? {} : { accuracy: accuracyWithin(tolerance, predictions, targets, counted) },
  );
}

/**
 * The objective of a model whose numbers are the logits of yes or no: the binary cross-entropy in nats, with the metric `accuracy`. The batch's float32 targets
 * are 1 for yes and 0 for no. Several outputs are several questions, which do not exclude each other.
 */
export function binaryClassification<Params extends TensorTree, State extends TensorTree>(
  model: NumberPredictor<Params, State>,
): Objective {
  return onNumbers("binaryClassification", model, binaryCrossEntropy, (predictions, targets, counted) => ({
    accuracy: binaryAccuracy(predictions, targets, counted),
  }));
}

function onNumbers<Params extends TensorTree, State extends TensorTree>(
  where: string,
  model: NumberPredictor<Params, State>,
  loss: (predictions: Tensor, targets: Tensor, options: MaskOptions) => Scalar,
  metrics: (predictions: Tensor, targets: Tensor, options: MaskOptions) => Record<string, Scalar>,
): Objective {
  return (params, batch, context) => {
    const { predictions, state } = model.apply(params as Params, batch.inputs, predictorRun(batch, context));
    checkOutput(where, predictions, "predictions", "For a model of classes, use crossEntropy(model).");
    const counted = countedSteps(batch);
    return {
      loss: loss(predictions, batch.targets, counted),
      metrics: metrics(predictions, batch.targets, counted),
      state,
    };
  };
}
