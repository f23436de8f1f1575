import {
  type CellParams,
  cell,
  isCell,
  type Layer,
  type ScanOptions,
  type StackTree,
  scan,
  type Unrolled,
} from "@tenetjs/cells";
import { dropOut, fusedScanKernel } from "@tenetjs/cells/internals";
import { split } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { fusedKernel } from "@tenetjs/core/tensors/internals";
import { cast, matMul, oneHot, type Tensor, type Tensor2D } from "@tensorflow/tfjs-core";
import { checkIds, type InputLayer, type InputOptions, type InputParams } from "./input.ts";
import { type RecurrentOptions, stackOf } from "./recurrent-layers.ts";

/** What {@link embeddedScan} reads of a model's parameters. */
export type EmbeddedParams = { readonly input: InputParams; readonly recurrent: StackTree };

/**
 * A function that runs the recurrent layers over a batch's inputs, after the input layer.
 *
 * An embedding is folded into the first layer if that takes less: the product of table and Wx has a row for each id, and ids look rows of it up. So a step
 * multiplies the table by Wx once instead of every input, and its gradient adds up rows by id before it multiplies. The result is the same but for rounding.
 * With dropout of the inputs, each step reads other numbers for the same id, so nothing is folded in training.
 *
 * @throws {RangeError} when `inputDropout` is not in [0, 1).
 */
export function embeddedScan(
  read: InputOptions,
  input: InputLayer,
  layers: readonly Layer[],
  options: Pick<RecurrentOptions, "dropout"> & { readonly inputDropout?: number },
): (params: EmbeddedParams, inputs: Tensor, run: ScanOptions<StackTree>) => Unrolled<StackTree> {
  const recurrent = stackOf(layers, options);
  const folded = read.kind === "embedding" ? foldedLayers(read.size, layers) : undefined;
  const overIds = folded === undefined ? undefined : stackOf(folded, options);
  const { inputDropout = 0 } = options;
  if (!(inputDropout >= 0 && inputDropout < 1))
    throw new RangeError(problem("languageModel", "inputDropout to be at least 0 and below 1", inputDropout));
  return (params, inputs, run) => {
    if (run.training === true && inputDropout > 0)
      return scan(recurrent, params.recurrent, dropped(numbersRead(params, inputs), run), run);
    if (overIds === undefined || inputs.size < read.size || fusedKernel(fusedScanKernel) === undefined)
      return scan(recurrent, params.recurrent, input.apply(params.input, inputs), run);
    checkIds(inputs);
    const [first, ...rest] = params.recurrent.layers as readonly [CellParams, ...StackTree["layers"]];
    const wx = matMul(params.input.table as Tensor2D, first.wx);
    return scan(overIds, { layers: [{ ...first, wx }, ...rest] }, inputs, run);
  };

  /** What the first layer multiplies by Wx, `[batch, time, input]`. */
  function numbersRead(params: EmbeddedParams, inputs: Tensor): Tensor {
    if (read.kind !== "one-hot") return input.apply(params.input, inputs);
    return cast(oneHot(inputs, read.size), "float32");
  }

  function dropped(numbers: Tensor, { rng }: ScanOptions<StackTree>): Tensor {
    if (rng !== undefined) return dropOut(numbers, inputDropout, split(rng, "inputs"));
    const next = "Pass { training: true, rng: seed(1) }.";
    throw new TypeError(problem("languageModel", "an rng while training", phrase("none"), next));
  }
}

/** `layers` with a first one that reads ids, if that is made from a recipe, whose gates' weights are the parameter `wx`. */
function foldedLayers(ids: number, layers: readonly Layer[]): Layer[] | undefined {
  const [first, ...rest] = layers;
  if (first === undefined || !isCell(first)) return undefined;
  // A cell that does not look at its inputs has no columns to multiply.
  if (first.recipe.gates.every(({ from }) => from === "hidden")) return undefined;
  return [cell(first.recipe, { ...first.options, inputSize: ids }) as Layer, ...rest];
}
