import { checkInteger, checkOptions } from "@tenetjs/core/internals";
import { checkShape, checkStarted } from "@tenetjs/core/tensors/internals";
import type { Recipe } from "@tenetjs/recipes";
import { type Tensor, zeros } from "@tensorflow/tfjs-core";
import type { CellOptions } from "./cell-options.ts";
import type { CellParams } from "./cell-params.ts";
import type { CellState } from "./cell-state.ts";
import { unrollFused } from "./fused-scan.ts";
import { initialiseCell } from "./initialise-cell.ts";
import type { Layer } from "./layer.ts";
import { gatesOf } from "./pre-activations.ts";
import { withNoise } from "./step-noise.ts";
import { unrollRecipe } from "./unroll-recipe.ts";

/** A {@link Layer} that is made from a recipe. */
export type Cell = Layer<CellParams, CellState> & {
  readonly recipe: Recipe;
  readonly options: CellOptions;
};

/**
 * A layer that runs `recipe` with `hiddenSize` units.
 *
 * @throws {RangeError} when a size is not an integer of at least 1. `init` throws one when an initialiser returns the wrong number of
 *   values, or a bias for a gate that the recipe does not have. @throws {TypeError} when an option is unknown; `init` and `zeroState` throw one
 *   when tfjs has no backend yet.
 */
export function cell(recipe: Recipe, options: CellOptions): Cell {
  checkOptions(recipe.name, options, cellOptions);
  const { inputSize, hiddenSize } = options;
  checkInteger(recipe.name, "inputSize", inputSize, 1);
  checkInteger(recipe.name, "hiddenSize", hiddenSize, 1);
  return {
    name: recipe.name,
    inputSize,
    outputSize: hiddenSize,
    recipe,
    options,
    init: (rng) => {
      checkStarted(recipe.name);
      return initialiseCell(recipe, options, rng);
    },
    zeroState: (batch) => {
      checkStarted(recipe.name);
      return Object.fromEntries(recipe.state.map((name) => [name, zeros([batch, hiddenSize])])) as CellState;
    },
    unroll: (params, inputs, given) => {
      checkParams(recipe, options, params);
      const run = withNoise(recipe, inputs, given);
      return unrollFused(recipe, params, inputs, run) ?? unrollRecipe(recipe, params, inputs, run);
    },
  };
}

const cellOptions = {
  inputSize: true,
  hiddenSize: true,
  inputWeights: true,
  recurrentWeights: true,
  bias: true,
} as const;

/** Whether `layer` is made from a recipe, and can therefore be compiled. */
export function isCell(layer: Layer): layer is Cell {
  return "recipe" in layer;
}

/** @throws {RangeError} naming the parameter, and the axis, whose size does not match the cell's sizes. */
export function checkParams(
  recipe: Recipe,
  { inputSize, hiddenSize }: CellOptions,
  params: CellParams,
): void {
  const width = (weights: "wx" | "wh") => gatesOf(recipe, weights).length * hiddenSize;
  checkShape(recipe.name, "wx", params?.wx, [inputSize, width("wx")]);
  checkShape(recipe.name, "wh", params.wh, [hiddenSize, width("wh")]);
  checkShape(recipe.name, "b", params.b, [recipe.gates.length * hiddenSize]);
  for (const { name } of recipe.parameters)
    checkShape(recipe.name, name, params[name] as Tensor, [hiddenSize]);
}
