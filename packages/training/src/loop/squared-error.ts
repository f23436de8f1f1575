import type { TensorTree } from "@tenetjs/core/tensors";
import type { Tensor } from "@tensorflow/tfjs-core";
import { accuracyWithin } from "../losses/accuracy-within.ts";
import { meanSquaredError } from "../losses/mean-squared-error.ts";
import type { Objective } from "./objective.ts";
import { countedSteps, type PredictorRun, predictorRun } from "./predictor-run.ts";

/** What {@link squaredError} needs of a model; `sequenceRegressor` of `@tenetjs/models` has it. */
export type NumberPredictor<Params extends TensorTree, State extends TensorTree> = {
  apply(
    params: Params,
    inputs: Tensor,
    run: PredictorRun<State>,
  ): { readonly predictions: Tensor; readonly state: State };
};

/**
 * The objective of a model that predicts a number: the mean squared error. With a `tolerance`, the metric `accuracy` is the share of
 * predictions nearer than that to their target. On the last step or on all, as the model's predictions and the batch's targets have it.
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
