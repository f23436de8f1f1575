import type { Rng } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Scalar, Tensor, Tensor2D } from "@tensorflow/tfjs-core";

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
  /** int32 ids or float32 quantities: `[batch]` (the last step's answers) or `[batch, time]`. */
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
