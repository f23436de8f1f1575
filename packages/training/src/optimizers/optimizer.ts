import type { TensorTree } from "@tenetjs/core/tensors";

/** The state of an optimizer; an empty record if it has none. */
export type OptimizerState = TensorTree;

/** The inputs of an optimizer in addition to the gradients. `step` counts from 0. */
export type OptimizerContext = { readonly params: TensorTree; readonly step: number };

/** The result of an `update`. {@link applyUpdates} adds `updates` to the parameters. */
export type OptimizerStep = { readonly updates: TensorTree; readonly state: OptimizerState };

/**
 * A rule from gradients to updates, as two functions, like in the library optax.
 *
 * Both return new tensors and do not dispose their arguments, so the caller disposes the gradients and the
 * previous state. The step is an argument rather than part of the state, so a resumed run continues exactly.
 */
export type Optimizer = {
  init(params: TensorTree): OptimizerState;
  update(gradients: TensorTree, state: OptimizerState, context: OptimizerContext): OptimizerStep;
};
