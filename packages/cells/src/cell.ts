import { checkInteger } from "@tenetjs/core";
import { checkShape } from "@tenetjs/core/tensors";
import type { Recipe } from "@tenetjs/recipes";
import { type Tensor, type Tensor1D, type Tensor2D, zeros } from "@tensorflow/tfjs-core";
import type { BiasInitialiser } from "./bias.ts";
import { unrollFused } from "./fused-scan.ts";
import { initialiseCell } from "./initialise-cell.ts";
import type { Initialiser } from "./initialisers.ts";
import type { Layer } from "./layer.ts";
import { gatesOf } from "./pre-activations.ts";
import { unrollRecipe } from "./unroll-recipe.ts";

/**
 * `wx` is `[input, gates * hidden]`, `wh` is `[hidden, gates * hidden]`, `b` is `[gates * hidden]`, gate by gate in the recipe's order;
 * gates that see only x have no columns in `wh`, and those that see only h none in `wx`. The recipe's per-unit parameters
 * stand beside them under their own names, `[hidden]` each.
 */
export type CellParams = {
  readonly wx: Tensor2D;
  readonly wh: Tensor2D;
  readonly b: Tensor1D;
  readonly [unitParameter: string]: Tensor;
};

/** `h`, the output, and whatever else the recipe keeps, such as the LSTM's `c`; `[batch, hidden]` each. */
export type CellState = { readonly h: Tensor2D; readonly [name: string]: Tensor2D };

/** A {@link Layer} made from a recipe. */
export type Cell = Layer<CellParams, CellState> & {
  readonly recipe: Recipe;
  readonly options: CellOptions;
};

export type CellOptions = {
  /** The size of a step's input; the number of ids, where steps are ids. */
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** Starting values of each gate's block of `wx`. Default: xavier(). */
  readonly inputWeights?: Initialiser;
  /** Starting values of each gate's block of `wh`. Default: orthogonal(). */
  readonly recurrentWeights?: Initialiser;
  /** Starting biases. Default: forgetBias(1), which is 0 for a cell without a gate that keeps memory. */
  readonly bias?: BiasInitialiser;
};

/**
 * A layer that runs `recipe` with `hiddenSize` units.
 *
 * @throws {RangeError} when a size is not an integer of at least 1. Its `init` throws one when an initialiser gives more or
 *   fewer values than asked, or a bias for a gate that is not there.
 */
export function cell(recipe: Recipe, options: CellOptions): Cell {
  const { inputSize, hiddenSize } = options;
  checkInteger(recipe.name, "inputSize", inputSize, 1);
  checkInteger(recipe.name, "hiddenSize", hiddenSize, 1);
  return {
    name: recipe.name,
    inputSize,
    outputSize: hiddenSize,
    recipe,
    options,
    init: (rng) => initialiseCell(recipe, options, rng),
    zeroState: (batch) =>
      Object.fromEntries(recipe.state.map((name) => [name, zeros([batch, hiddenSize])])) as CellState,
    unroll: (params, inputs, run) => {
      checkParams(recipe, options, params);
      return unrollFused(recipe, params, inputs, run) ?? unrollRecipe(recipe, params, inputs, run);
    },
  };
}

/** Whether `layer` was made from a recipe: what compiles recipes asks, and leaves the others as they are. */
export function isCell(layer: Layer): layer is Cell {
  return "recipe" in layer;
}

/** @throws {RangeError} naming the parameter, and the axis, that is not as the cell's sizes have it. */
export function checkParams(
  recipe: Recipe,
  { inputSize, hiddenSize }: CellOptions,
  params: CellParams,
): void {
  const width = (weights: "wx" | "wh") => gatesOf(recipe, weights).length * hiddenSize;
  checkShape(recipe.name, "wx", params.wx, [inputSize, width("wx")]);
  checkShape(recipe.name, "wh", params.wh, [hiddenSize, width("wh")]);
  checkShape(recipe.name, "b", params.b, [recipe.gates.length * hiddenSize]);
  for (const { name } of recipe.parameters)
    checkShape(recipe.name, name, params[name] as Tensor, [hiddenSize]);
}
