import type { TensorTree } from "@tenetjs/core/tensors";
import type { Tensor } from "@tensorflow/tfjs-core";
import { accuracyWithin } from "../losses/accuracy-within.ts";
import { meanSquaredError } from "../losses/mean-squared-error.ts";
import type { Objective } from "./objective.ts";
import { countedSteps, type PredictorRun, predictorRun } from "./predictor-run.ts";

/** The part of a model that {@link squaredError} needs, which `sequenceRegressor` of `@tenetjs/models` has. */
export type NumberPredictor<Params extends TensorTree, State extends TensorTree> = {
  apply(
    params: Params,
    inputs: Tensor,
    run: PredictorRun<State>,
  ): { readonly predictions: Tensor; readonly state: State };
};

/**
 * The objective of a model that predicts a number: the mean squared error. With a `tolerance`, the metric `accuracy` is the fraction of
 * predictions that are closer than that to their target. It applies to the last step or to all steps, depending on the shapes of the model's
 * predictions and the batch's targets.
 */
export function squaredError<Params extends TensorTree, State extends TensorTree>(
  model: NumberPredictor<Params, State>,
  { tolerance }: { readonly tolerance?: number } = {},
): Objective {
  return (params, batch, context) => {
    const { targets } = batch;
    const { predictions, state } = model.apply(params as Params, batch.inputs, predictorRun(batch, context));
    const counted = countedSteps(batch);
    return {
      loss: meanSquaredError(predictions, targets, counted),
      metrics:
        tolerance === undefined ? {} : { accuracy: accuracyWithin(tolerance, predictions, targets, counted) },
      state,
    };
  };
}
