import type { Rng } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Scalar, Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import { accuracy } from "../losses/accuracy.ts";
import { softmaxCrossEntropy } from "../losses/softmax-cross-entropy.ts";

/** What is made small: from parameters and a batch to a loss. Differentiable in the parameters. */
export type Objective = (
  params: TensorTree,
  batch: TensorBatch,
  context: ObjectiveContext,
) => ObjectiveResult;

/** A batch on the device. */
export type TensorBatch = {
  /** `[batch, time, input]`, or int32 ids `[batch, time]`. */
  readonly inputs: Tensor;
  /** int32 `[batch]` (the last step's answers) or `[batch, time]`. */
  readonly targets: Tensor;
  readonly mask?: Tensor2D;
  readonly time?: Tensor2D;
};

export type ObjectiveContext = {
  /** Whether dropout and the like are on. */
  readonly training: boolean;
  /** This step's randomness. */
  readonly rng: Rng;
  /** The network's state after the batch before, where state is carried. */
  readonly state?: TensorTree;
  /** How many steps of the sequence came before this batch; 0 where state is not carried. */
  readonly firstStep: number;
};

export type ObjectiveResult = {
  /** The mean over the batch. */
  readonly loss: Scalar;
  /** Other means to report, by name. */
  readonly metrics: Readonly<Record<string, Scalar>>;
  /** The network's state after the batch. */
  readonly state: TensorTree;
};

/** What {@link crossEntropy} needs of a model; the ones of `@tenetjs/models` have it. */
export type Predictor<Params extends TensorTree, State extends TensorTree> = {
  apply(
    params: Params,
    inputs: Tensor,
    run: PredictorRun<State>,
  ): { readonly logits: Tensor; readonly state: State };
};

/** How a model is run. */
export type PredictorRun<State extends TensorTree> = {
  readonly training: boolean;
  readonly rng: Rng;
  readonly state?: State;
  readonly firstStep: number;
  readonly mask?: Tensor2D;
  readonly time?: Tensor2D;
};

/**
 * The objective of a model that predicts classes: the mean softmax cross-entropy in nats, with the metric `accuracy`. On the
 * last step or on all, as the model's logits and the batch's targets have it.
 */
export function crossEntropy<Params extends TensorTree, State extends TensorTree>(
  model: Predictor<Params, State>,
): Objective {
  return (params, { inputs, targets, mask, time }, { training, rng, state, firstStep }) => {
    const { logits, state: next } = model.apply(params as Params, inputs, {
      training,
      rng,
      firstStep,
      ...(state === undefined ? {} : { state: state as State }),
      ...(mask === undefined ? {} : { mask }),
      ...(time === undefined ? {} : { time }),
    });
    const counted = targets.rank === 2 ? { mask } : {};
    return {
      loss: softmaxCrossEntropy(logits, targets, counted),
      metrics: { accuracy: accuracy(logits, targets, counted) },
      state: next,
    };
  };
}
