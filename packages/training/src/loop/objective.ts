import type { Rng } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Scalar, Tensor, Tensor2D } from "@tensorflow/tfjs-core";

/**
 * What training minimises: a function from parameters and a batch to a loss, differentiable in the parameters. tfjs records its operations, so it needs no
 * gradient of its own. All tensors that it makes are freed, but those of its result.
 */
export type Objective<Params extends TensorTree = TensorTree> = (
  params: Params,
  batch: TensorBatch,
  context: ObjectiveContext,
) => ObjectiveResult;

/** A batch on the device. */
export type TensorBatch = {
  /** `[batch, time, input]`, or int32 ids `[batch, time]`. */
  readonly inputs: Tensor;
  /** As in `Batch`: int32 ids or float32 real values. */
  readonly targets: Tensor;
  readonly mask?: Tensor2D;
  readonly time?: Tensor2D;
};

export type ObjectiveContext = {
  /** Whether dropout applies. */
  readonly training: boolean;
  /** The random number generator of this step. */
  readonly rng: Rng;
  /** The network's state after the previous batch, if it is carried over. */
  readonly state?: TensorTree;
  /** The number of steps of the sequence before this batch; 0 if the state is not carried over. */
  readonly firstStep: number;
};

export type ObjectiveResult = {
  /** The mean loss over the batch. */
  readonly loss: Scalar;
  /** Other means over the batch to report, by name. */
  readonly metrics: Readonly<Record<string, Scalar>>;
  /** The network's state after the batch. */
  readonly state: TensorTree;
};
