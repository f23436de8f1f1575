import { type Cell, cell, scan } from "@tenetjs/cells";
import { fusedScanKernel } from "@tenetjs/cells/internals";
import { fusedKernel } from "@tenetjs/core/tensors/internals";
import type { Recipe } from "@tenetjs/recipes";
import {
  cast,
  reshape,
  reverse,
  squeeze,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tidy,
  zeros,
} from "@tensorflow/tfjs-core";
import type { CallOptions, RecurrentLayer } from "./recurrent-layer.ts";
import { recurrentRecipe } from "./recurrent-recipe.ts";

/** The result of `layer.call`, by the fused scan; undefined where that does not apply. */
export function fusedCall(
  layer: RecurrentLayer,
  given: Tensor | readonly Tensor[],
  options: CallOptions,
): Tensor | Tensor[] | undefined {
  const { dropout, recurrentDropout } = layer.cell;
  if (options.training === true && (dropout > 0 || recurrentDropout > 0)) return undefined;
  if (fusedKernel(fusedScanKernel) === undefined) return undefined;
  const recipe = recurrentRecipe(layer);
  const [inputs, ...others] = [given].flat() as [Tensor, ...Tensor[]];
  if (typeof recipe === "string" || others.length > 0 || inputs.rank !== 3 || inputs.dtype !== "float32")
    return undefined;
  return tidy(() => run(layer, recipe, inputs as Tensor3D, options));
}

function run(
  layer: RecurrentLayer,
  recipe: Recipe,
  inputs: Tensor3D,
  { mask, training, initialState }: CallOptions,
): Tensor | Tensor[] {
  const { cell: weights, goBackwards, returnSequences, returnState, stateful } = layer;
  const inOrder = <Values extends Tensor>(values: Values) => (goBackwards ? reverse(values, 1) : values);
  const first = initialState ?? (stateful ? layer.states_ : null);
  const real = mask == null ? undefined : ([mask].flat()[0] as Tensor | null);
  const made = cellOf(recipe, inputs.shape[2], weights.units);
  const params = {
    wx: weights.kernel.read() as Tensor2D,
    wh: weights.recurrentKernel.read() as Tensor2D,
    b: (weights.bias?.read() ?? zeros([recipe.gates.length * weights.units])) as Tensor1D,
  };
  const { outputs, state } = scan(made, params, inOrder(inputs), {
    ...(first == null
      ? {}
      : { state: Object.fromEntries(recipe.state.map((name, index) => [name, first[index]])) as never }),
    keep: returnSequences ? "all" : "last",
    ...(real == null ? {} : { mask: inOrder(maskOf(real, inputs)) }),
  });
  const states = recipe.state.map((name) => state[name] as Tensor);
  if (stateful) layer.resetStates(states, training ?? false);
  const output = returnSequences ? outputs : squeeze(outputs, [1]);
  return returnState ? [output, ...states] : output;
}

/** `mask`, `[batch, time]` or `[batch, time, 1]` of any dtype, as 1 and 0. */
function maskOf(mask: Tensor, { shape: [batch, time] }: Tensor3D): Tensor2D {
  return cast(cast(reshape(mask, [batch, time]), "bool"), "float32");
}

const cells = new WeakMap<Recipe, Map<string, Cell>>();

function cellOf(recipe: Recipe, inputSize: number, hiddenSize: number): Cell {
  const ofRecipe = cells.get(recipe) ?? new Map<string, Cell>();
  cells.set(recipe, ofRecipe);
  const key = `${inputSize} ${hiddenSize}`;
  const found = ofRecipe.get(key) ?? cell(recipe, { inputSize, hiddenSize });
  ofRecipe.set(key, found);
  return found;
}
