import { phrase, problem } from "@tenetjs/core/internals";
import { type TensorTree, tidied } from "@tenetjs/core/tensors";
import type { Optimizer, OptimizerState } from "./optimizer.ts";
import { joined, runStages, withStages } from "./stages.ts";

/**
 * An optimizer that applies several in order. Its state is the list of their states.
 *
 * The last one turns gradients into updates; those before it transform the gradients:
 * `chain(clipByGlobalNorm(1), adam(2e-3))`.
 *
 * Its `update` throws a TypeError when the state is not a list of that length.
 */
export function chain(first: Optimizer, ...rest: readonly Optimizer[]): Optimizer {
  const optimizers = [first, ...rest];
  const checked = (state: OptimizerState) => statesOf(state, optimizers.length);
  const stages = joined(optimizers, checked);
  const chained: Optimizer = {
    init: (params) => optimizers.map((optimizer) => optimizer.init(params)),

    update: (gradients, state, context) => {
      const states = checked(state);
      const whole = stages && runStages(stages, { gradients, state, ...context, apply: false });
      if (whole !== undefined) return whole;
      return tidied(() => {
        let updates: TensorTree = gradients;
        const next = optimizers.map((optimizer, index) => {
          const result = optimizer.update(updates, states[index]!, context);
          updates = result.updates;
          return result.state;
        });
        return { updates, state: next };
      });
    },
  };
  return stages === undefined ? chained : withStages(chained, stages);
}

function statesOf(state: OptimizerState, count: number): readonly OptimizerState[] {
  if (Array.isArray(state) && state.length === count) return state;
  throw new TypeError(
    problem(
      "chain",
      `a list of ${count} states`,
      phrase(Array.isArray(state) ? `${state.length}` : "no list"),
      "Pass the state that this optimizer's init or last update returned.",
    ),
  );
}
