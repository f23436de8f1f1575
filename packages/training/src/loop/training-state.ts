import { disposeTree, mapTree, type TensorTree, tidied } from "@tenetjs/core/tensors";
import { clone } from "@tensorflow/tfjs-core";
import type { Optimizer, OptimizerState } from "../optimizers/optimizer.ts";
import type { Carried } from "./carried.ts";

/**
 * Everything that training changes. `train` updates it in place, and it is always consistent between two steps: after a
 * `break`, an abort or an error it is the state after the last finished step, ready to be saved or to resume from.
 *
 * Whoever makes it owns it, and frees it with {@link disposeTrainingState}.
 */
export type TrainingState<Params extends TensorTree = TensorTree> = {
  /** The number of finished steps. */
  step: number;
  params: Params;
  optimizer: OptimizerState;
  /** The network's state after the last batch, if batches carry it over. */
  carried?: Carried | undefined;
};

/** The state before the first step: a copy of `params`, and the initial state of `optimizer`. */
export function trainingState<Params extends TensorTree>({
  params,
  optimizer,
}: {
  params: Params;
  optimizer: Optimizer;
}): TrainingState<Params> {
  return tidied(() => ({
    step: 0,
    params: mapTree(params, (leaf) => clone(leaf)),
    optimizer: optimizer.init(params),
  }));
}

/** Frees every tensor of `state`. */
export function disposeTrainingState(state: TrainingState): void {
  disposeTree(state.params);
  disposeTree(state.optimizer);
  if (state.carried !== undefined) disposeTree(state.carried.state);
}
