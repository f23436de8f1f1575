import { disposeTree, mapTree, type TensorTree } from "@tenetjs/core/tensors";
import { clone } from "@tensorflow/tfjs-core";
import type { ObjectiveContext } from "./objective.ts";
import type { TrainingBatch } from "./training-batch.ts";

/** The network's state between two batches, the second of which continues the first. */
export type Carried = {
  readonly state: TensorTree;
  /** The number of steps of the sequence that it has read. */
  readonly position: number;
};

/** The state and position at which `batch` starts: those carried over, if it continues and there are any, otherwise zero. */
export function startOf(
  { reset }: TrainingBatch,
  carried: Carried | undefined,
): Pick<ObjectiveContext, "state" | "firstStep"> {
  if (reset !== false || carried === undefined) return { firstStep: 0 };
  return { state: carried.state, firstStep: carried.position };
}

/**
 * What is carried over after `batch`: a copy of `next`, the state after the batch. It replaces `carried`, which is freed. A batch
 * without `reset` does not change `carried`.
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
