import type { CellRole, Expression, Leaf, Recipe } from "@tenetjs/recipes";
import { add, type Tensor, type Tensor2D, zerosLike } from "@tensorflow/tfjs-core";
import type { CellParams } from "./cell-params.ts";
import type { CellState } from "./cell-state.ts";
import { evaluate } from "./evaluate.ts";
import type { Run, Unrolled } from "./layer.ts";
import { preActivations } from "./pre-activations.ts";
import { precompute } from "./precompute.ts";
import { unrollSteps } from "./unroll-steps.ts";

/**
 * The outputs and the last state of a recipe over a sequence: the composed form. It runs on any backend, tfjs's tape differentiates it,
 * and compiled kernels are compared with it.
 */
export function unrollRecipe(
  recipe: Recipe,
  params: CellParams,
  inputs: Tensor,
  run: Run<CellState>,
): Unrolled<CellState> {
  const gatesAt = preActivations(recipe, params, inputs, run.state);
  const precomputed = precompute(recipe, params, run);
  return unrollSteps(inputs.shape[1] as number, run, (step, state) => {
    const values: Record<CellRole, Record<string, Tensor>> = {
      gate: gatesAt.first(step, state.h),
      state,
      parameter: params,
      input: {},
    };
    const leaf = ({ role, name }: Leaf) => values[role as CellRole][name] as Tensor;
    const environment = { leaf, training: run.training, known: precomputed(step) };
    if (recipe.second !== undefined) {
      const factor = wholeState(evaluate(recipe.second.factor, environment), state.h);
      Object.assign(values.gate, gatesAt.second(step, factor));
    }
    const after = (name: string) => {
      const value = evaluate(recipe.next[name] as Expression, environment);
      return wholeState(value, state[name] as Tensor2D);
    };
    return Object.fromEntries(recipe.state.map((name) => [name, after(name)])) as CellState;
  });
}

/** `value` in the state's full shape. A value that depends on neither gates nor state, such as a timestamp, has fewer axes or axes of size 1. */
function wholeState(value: Tensor, state: Tensor2D): Tensor2D {
  const whole = value.rank === 2 && value.shape.every((size, axis) => size === state.shape[axis]);
  return whole ? (value as Tensor2D) : add(value, zerosLike(state));
}
