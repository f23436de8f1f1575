import { type Rng, split } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Recipe } from "@tenetjs/recipes";
import { tensor1d, tensor2d } from "@tensorflow/tfjs-core";
import { forgetBias } from "./bias.ts";
import type { CellOptions } from "./cell-options.ts";
import type { CellParams } from "./cell-params.ts";
import { type Initialiser, orthogonal, xavier } from "./initialisers.ts";
import { gatesOf } from "./pre-activations.ts";

/** New parameters for a cell. Each gate's block in each weight matrix, and the biases, draw from separate random streams. */
export function initialiseCell(recipe: Recipe, options: CellOptions, rng: Rng): CellParams {
  const { inputSize, hiddenSize, inputWeights = xavier(), recurrentWeights = orthogonal() } = options;
  const matrix = (weights: "wx" | "wh", rows: number, initialiser: Initialiser) => {
    const gates = gatesOf(recipe, weights);
    const blocks = gates.map(({ name }) => {
      const block = initialiser(split(split(rng, weights), name), rows, hiddenSize);
      return ofLength(recipe, `${weights} of gate ${name}`, block, rows * hiddenSize);
    });
    return tensor2d(sideBySide(blocks, rows, hiddenSize), [rows, gates.length * hiddenSize]);
  };
  const parameters = recipe.parameters.map(({ name, init }) => {
    const values = ofLength(recipe, name, init(split(rng, "unit"), hiddenSize), hiddenSize);
    return [name, tensor1d(values, "float32")];
  });
  return {
    wx: matrix("wx", inputSize, inputWeights),
    wh: matrix("wh", hiddenSize, recurrentWeights),
    b: tensor1d(biases(recipe, options, split(rng, "b")), "float32"),
    ...Object.fromEntries(parameters),
  };
}

function biases(recipe: Recipe, { hiddenSize, bias = forgetBias(1) }: CellOptions, rng: Rng): Float32Array {
  const values = new Float32Array(recipe.gates.length * hiddenSize);
  const gates = recipe.gates.map(({ name }) => name);
  for (const [name, block] of Object.entries(bias(recipe, rng, hiddenSize))) {
    const index = gates.indexOf(name);
    if (index < 0)
      throw new RangeError(problem(recipe.name, `biases for its gates (${gates.join(", ")})`, name));
    values.set(ofLength(recipe, `b of gate ${name}`, block, hiddenSize), index * hiddenSize);
  }
  return values;
}

/** One row-major matrix of `[rows, columns]` blocks, joined from left to right. */
function sideBySide(blocks: readonly Float32Array[], rows: number, columns: number): Float32Array {
  const width = blocks.length * columns;
  const values = new Float32Array(rows * width);
  blocks.forEach((block, index) => {
    for (let row = 0; row < rows; row += 1) {
      values.set(block.subarray(row * columns, (row + 1) * columns), row * width + index * columns);
    }
  });
  return values;
}

function ofLength(recipe: Recipe, name: string, values: Float32Array, length: number): Float32Array {
  if (values.length === length) return values;
  throw new RangeError(
    problem(
      recipe.name,
      `an initialiser that returns ${length} values for ${name}`,
      phrase(`${values.length}`),
    ),
  );
}
