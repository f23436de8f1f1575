import { type Rng, split } from "@tenetjs/core";
import { disposeTree, type TensorTree, tidied } from "@tenetjs/core/tensors";
import type { Scalar } from "@tensorflow/tfjs-core";
import { stepped } from "../optimizers/apply-updates.ts";
import { globalNorm } from "../optimizers/global-norm.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { carryOver, startOf } from "./carried.ts";
import type { Objective, ObjectiveResult } from "./objective.ts";
import { toTensors } from "./to-tensors.ts";
import type { TrainingBatch } from "./training-batch.ts";
import type { TrainingState } from "./training-state.ts";
import { valueAndGradients } from "./value-and-gradients.ts";

/** The results of a step before its update. */
export type Found = ObjectiveResult & {
  readonly gradients: TensorTree;
  readonly gradientNorm: Scalar;
};

/** The loss of `batch` at the parameters of `state`, and its gradient. The caller disposes all tensors. */
export function findGradients<Params extends TensorTree>(
  state: TrainingState<Params>,
  batch: TrainingBatch,
  { objective, rng }: { readonly objective: Objective<Params>; readonly rng: Rng },
): Found {
  return tidied(() => {
    const tensors = toTensors(batch);
    const context = { training: true, rng: split(rng, state.step), ...startOf(batch, state.carried) };
    const { result, gradients } = valueAndGradients(
      (params) => objective(params, tensors, context),
      state.params,
    );
    return { ...result, gradients, gradientNorm: globalNorm(gradients) };
  });
}

/** Updates `state` by one step, with the results `found` for `batch`. It changes nothing if the optimizer throws. */
export function advance(
  state: TrainingState,
  batch: TrainingBatch,
  found: Pick<Found, "gradients" | "state">,
  optimizer: Optimizer,
): void {
  const { params, optimizer: slots, step } = state;
  const next = stepped(optimizer, found.gradients, slots, { params, step });
  disposeTree([params, slots]);
  state.params = next.params;
  state.optimizer = next.state;
  state.carried = carryOver(batch, state.carried, found.state);
  state.step += 1;
}
