import { type TensorTree, tidied } from "@tenetjs/core/tensors";
import type { Optimizer, OptimizerContext, OptimizerState } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";
import { applying, runStages, stagesOf } from "./stages.ts";

/** `params` plus `updates`, in new tensors. Neither argument is disposed. */
export function applyUpdates<Params extends TensorTree>(params: Params, updates: TensorTree): Params {
  return sum.update(updates, {}, { params, step: 0 }).updates as Params;
}

const sum = pointwise(applying);

/** The parameters after a step of `optimizer`, and its state, in new tensors. No argument is disposed. */
export function stepped(
  optimizer: Optimizer,
  gradients: TensorTree,
  state: OptimizerState,
  context: OptimizerContext,
): { readonly params: TensorTree; readonly state: OptimizerState } {
  const stages = stagesOf(optimizer);
  const whole = stages && runStages(stages, { gradients, state, ...context, apply: true });
  if (whole !== undefined) return { params: whole.updates, state: whole.state };
  return tidied(() => {
    const { updates, state: next } = optimizer.update(gradients, state, context);
    return { params: applyUpdates(context.params, updates), state: next };
  });
}
