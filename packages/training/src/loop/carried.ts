import { disposeTree, mapTree, type TensorTree } from "@tenetjs/core/tensors";
import { clone } from "@tensorflow/tfjs-core";
import type { ObjectiveContext } from "./objective.ts";
import type { TrainingBatch } from "./training-batch.ts";

/** The network's state between two batches of which the second goes on from the first. */
export type Carried = {
  readonly state: TensorTree;
  /** Steps of the sequence that it has seen. */
  readonly position: number;
};

/** Where `batch` starts: at what is carried, if it goes on from there and there is something, else at zero. */
export function startOf(
  { reset }: TrainingBatch,
  carried: Carried | undefined,
): Pick<ObjectiveContext, "state" | "firstStep"> {
  if (reset !== false || carried === undefined) return { firstStep: 0 };
  return { state: carried.state, firstStep: carried.position };
}

/**
 * What is carried after `batch`: a copy of `next`, the state that it ended with, in place of `carried`, which is freed. A batch
 * without `reset` leaves `carried` as it is.
 */
export function carryOver(
  batch: TrainingBatch,
  carried: Carried | undefined,
  next: TensorTree,
): Carried | undefined {
  if (batch.reset === undefined) return carried;
  const { firstStep } = startOf(batch, carried);
  const state = mapTree(next, (leaf) => clone(leaf));
  if (carried !== undefined) disposeTree(carried.state);
  return { state, position: firstStep + (batch.inputs.shape[1] as number) };
}
