import {
  expandDims,
  greater,
  stack,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  tile,
  unstack,
  where,
} from "@tensorflow/tfjs-core";
import type { CellParams, CellState } from "./cell.ts";
import { evaluate } from "./evaluate.ts";
import type { Run, Unrolled } from "./layer.ts";
import { preActivations } from "./pre-activations.ts";
import { precompute } from "./precompute.ts";
import type { Expression, Leaf } from "./recipe/expression.ts";
import type { Recipe } from "./recipe/recipe.ts";

/**
 * A recipe run over a sequence by tfjs ops, on any backend, differentiated by tfjs's tape: the reference that compiled
 * kernels are held to.
 */
export function unrollRecipe(
  recipe: Recipe,
  params: CellParams,
  inputs: Tensor,
  run: Run<CellState>,
): Unrolled<CellState> {
  const steps = inputs.shape[1] as number;
  const gatesAt = preActivations(recipe, params, inputs);
  const precomputed = precompute(recipe, params, run);
  const advance = withMask(run.mask, (step, state) => {
    const gates = gatesAt(step, state.h);
    const values: Record<Leaf["role"], Record<string, Tensor>> = {
      gate: gates,
      state,
      parameter: params,
      input: {},
    };
    const leaf = ({ role, name }: Leaf) => values[role][name] as Tensor;
    const environment = { leaf, training: run.training, known: precomputed(step) };
    return mapStates(recipe, (name) => evaluate(recipe.next[name] as Expression, environment) as Tensor2D);
  });

  let state = run.state;
  const outputs: Tensor2D[] = [];
  for (let step = 0; step < steps; step += 1) {
    state = advance(step, state);
    if (run.keep === "all") outputs.push(state.h);
  }
  return { outputs: (run.keep === "all" ? stack(outputs, 1) : expandDims(state.h, 1)) as Tensor3D, state };
}

type Advance = (step: number, state: CellState) => CellState;

/** `advance`, but rows whose step is padded keep their state. Chosen, not blended, so that what stands in the padding is never seen. */
function withMask(mask: Tensor2D | undefined, advance: Advance): Advance {
  if (mask === undefined) return advance;
  const masks = unstack(expandDims(mask, 2), 1);
  return (step, state) => {
    const next = advance(step, state);
    const real = greater(tile(masks[step] as Tensor, [1, state.h.shape[1]]), 0);
    return Object.fromEntries(
      Object.entries(next).map(([name, value]) => [name, where(real, value, state[name] as Tensor)]),
    ) as CellState;
  };
}

function mapStates(recipe: Recipe, value: (name: string) => Tensor2D): CellState {
  return Object.fromEntries(recipe.state.map((name) => [name, value(name)])) as CellState;
}
