import type { TensorTree } from "@tenetjs/core/tensors";

/** What an optimizer carries from step to step; an empty record when it carries nothing. */
export type OptimizerState = TensorTree;

/** What an optimizer may look at beside the gradients. `step` counts from 0. */
export type OptimizerContext = { readonly params: TensorTree; readonly step: number };

/** What one `update` gives: `updates` are to be added to the parameters, as {@link applyUpdates} does. */
export type OptimizerStep = { readonly updates: TensorTree; readonly state: OptimizerState };

/**
 * A rule from gradients to updates, in two functions (the form is that of the optax library).
 *
 * Neither disposes its arguments and both return tensors of their own, so the caller disposes the gradients and the
 * state before. The step is an argument, not a tensor of the state: a run resumes exactly where it stopped.
 */
export type Optimizer = {
  init(params: TensorTree): OptimizerState;
  update(gradients: TensorTree, state: OptimizerState, context: OptimizerContext): OptimizerStep;
};
