import { fusedKernel } from "@tenetjs/core/tensors/internals";
import type { Recipe } from "@tenetjs/recipes";
import type { NamedAttrMap, Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs-core";
import type { CellParams } from "./cell-params.ts";
import type { CellState } from "./cell-state.ts";
import type { Run, Unrolled } from "./layer.ts";

/**
 * The name of the tfjs kernel that runs a recipe over a whole sequence. A package such as `@tenetjs/kernels` registers it for a backend.
 *
 * Its inputs are a list: `inputs`, `wx`, `wh`, `b`, then the recipe's parameters, states and step inputs, each in the recipe's order, then
 * the mask, if any. Its outputs are a workspace, which only its gradient uses, the outputs `[batch, time or 1, hidden]`, and the states
 * after the last step.
 */
export const fusedScanKernel = "TenetScan";

/** The kernel's attributes. With `fromZero`, the gradients of the states are not to be used. */
export type FusedScanAttributes = Pick<Run, "training" | "keep"> & {
  readonly fromZero: boolean;
  readonly recipe: Recipe;
};

/** The result of `unrollRecipe`, computed by the kernel, or undefined if the backend has none, or a tensor other than ids is not float32. */
export function unrollFused(
  recipe: Recipe,
  params: CellParams,
  inputs: Tensor,
  { state, fromZero = false, stepInputs, mask, training, keep }: Run<CellState>,
): Unrolled<CellState> | undefined {
  const kernel = fusedKernel(fusedScanKernel);
  if (kernel === undefined) return undefined;
  const given = [
    inputs,
    params.wx,
    params.wh,
    params.b,
    ...recipe.parameters.map(({ name }) => params[name]),
    ...recipe.state.map((name) => state[name]),
    ...recipe.inputs.map((name) => stepInputs[name]),
    ...(mask === undefined ? [] : [mask]),
  ];
  const ids = inputs.dtype === "int32" && inputs.rank === 2;
  const fits = given.every((tensor, index) => tensor?.dtype === "float32" || (index === 0 && ids));
  if (!fits) return undefined;
  const attributes: FusedScanAttributes = { recipe, fromZero, training, keep };
  const [workspace, outputs, ...states] = kernel(
    given as readonly Tensor[],
    attributes as unknown as NamedAttrMap,
  ) as [Tensor, Tensor3D, ...Tensor2D[]];
  // A gradient tape that needs the workspace has its own reference to it.
  workspace.dispose();
  return {
    outputs,
    state: Object.fromEntries(recipe.state.map((name, index) => [name, states[index]])) as CellState,
  };
}
