import type { TensorTree } from "@tenetjs/core/tensors";
import type { Tensor } from "@tensorflow/tfjs-core";
import { accuracy } from "../losses/accuracy.ts";
import { type AffineHead, headCrossEntropy, needsBlocks } from "../losses/head-cross-entropy.ts";
import { softmaxCrossEntropy } from "../losses/softmax-cross-entropy.ts";
import type { Objective } from "./objective.ts";
import { checkOutput, countedSteps, type PredictorRun, predictorRun } from "./predictor-run.ts";

/** The part of a model that {@link crossEntropy} needs, which those of `@tenetjs/models` have. */
export type Predictor<Params extends TensorTree, State extends TensorTree> = {
  apply(
    params: Params,
    inputs: Tensor,
    run: PredictorRun<State>,
  ): { readonly logits: Tensor; readonly state: State };
  /**
   * For a model whose head is affine: what `apply` computes before its head, and the head. With it, the loss of many classes never needs all logits at once.
   */
  readonly withoutHead?: {
    /** The number of logits of a step. */
    readonly classes: number;
    apply(
      params: Params,
      inputs: Tensor,
      run: PredictorRun<State>,
    ): { readonly outputs: Tensor; readonly head: AffineHead; readonly state: State };
  };
};

/**
 * The objective of a model that predicts classes: the mean softmax cross-entropy in nats, with the metric `accuracy`. It applies to the
 * last step or to all steps, depending on the shapes of the model's logits and the batch's targets. Of a model with an affine head and many classes,
 * such as words, it computes logits for a block of steps at a time, forward and backward.
 */
export function crossEntropy<Params extends TensorTree, State extends TensorTree>(
  model: Predictor<Params, State>,
): Objective {
  return (params, batch, context) => {
    const { targets } = batch;
    const run = predictorRun<State>(batch, context);
    const counted = countedSteps(batch);
    const { withoutHead } = model;
    if (withoutHead !== undefined && needsBlocks(targets.size, withoutHead.classes)) {
      const { outputs, head, state } = withoutHead.apply(params as Params, batch.inputs, run);
      const { loss, accuracy } = headCrossEntropy(outputs, head, targets, counted);
      return { loss, metrics: { accuracy }, state };
    }
    const { logits, state } = model.apply(params as Params, batch.inputs, run);
    checkOutput("crossEntropy", logits, "logits", "For a model of numbers, use regression(model).");
    return {
      loss: softmaxCrossEntropy(logits, targets, counted),
      metrics: { accuracy: accuracy(logits, targets, counted) },
      state,
    };
  };
}
