import type { TensorTree } from "@tenetjs/core/tensors";
import type { Tensor } from "@tensorflow/tfjs-core";
import { accuracy } from "../losses/accuracy.ts";
import { softmaxCrossEntropy } from "../losses/softmax-cross-entropy.ts";
import type { Objective } from "./objective.ts";
import { countedSteps, type PredictorRun, predictorRun } from "./predictor-run.ts";

/** The part of a model that {@link crossEntropy} needs, which those of `@tenetjs/models` have. */
export type Predictor<Params extends TensorTree, State extends TensorTree> = {
  apply(
    params: Params,
    inputs: Tensor,
    run: PredictorRun<State>,
  ): { readonly logits: Tensor; readonly state: State };
};

/**
 * The objective of a model that predicts classes: the mean softmax cross-entropy in nats, with the metric `accuracy`. It applies to the
 * last step or to all steps, depending on the shapes of the model's logits and the batch's targets.
 */
export function crossEntropy<Params extends TensorTree, State extends TensorTree>(
  model: Predictor<Params, State>,
): Objective {
  return (params, batch, context) => {
    const { targets } = batch;
    const { logits, state } = model.apply(params as Params, batch.inputs, predictorRun(batch, context));
    const counted = countedSteps(batch);
    return {
      loss: softmaxCrossEntropy(logits, targets, counted),
      metrics: { accuracy: accuracy(logits, targets, counted) },
      state,
    };
  };
}
