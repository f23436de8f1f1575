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
import { fusedScanKernel } from "@tenetjs/cells/internals";
import { fusedKernel } from "@tenetjs/core/tensors/internals";
import { matMul, type Tensor, type Tensor2D } from "@tensorflow/tfjs-core";
import { checkIds, type InputLayer, type InputOptions, type InputParams } from "./input.ts";
import { type RecurrentOptions, stackOf } from "./recurrent-layers.ts";

/** What {@link embeddedScan} reads of a model's parameters. */
export type EmbeddedParams = { readonly input: InputParams; readonly recurrent: StackTree };

/**
 * A function that runs the recurrent layers over a batch's inputs, after the input layer.
 *
 * An embedding is folded into the first layer if that takes less: the product of table and Wx has a row for each id, and ids look rows of it up. So a step
 * multiplies the table by Wx once instead of every input, and its gradient adds up rows by id before it multiplies. The result is the same but for rounding.
 */
export function embeddedScan(
  read: InputOptions,
  input: InputLayer,
  layers: readonly Layer[],
  options: Pick<RecurrentOptions, "dropout">,
): (params: EmbeddedParams, inputs: Tensor, run: ScanOptions<StackTree>) => Unrolled<StackTree> {
  const recurrent = stackOf(layers, options);
  const folded = read.kind === "embedding" ? foldedLayers(read.size, layers) : undefined;
  const overIds = folded === undefined ? undefined : stackOf(folded, options);
  return (params, inputs, run) => {
    if (overIds === undefined || inputs.size < read.size || fusedKernel(fusedScanKernel) === undefined)
      return scan(recurrent, params.recurrent, input.apply(params.input, inputs), run);
    checkIds(inputs);
    const [first, ...rest] = params.recurrent.layers as readonly [CellParams, ...StackTree["layers"]];
    const wx = matMul(params.input.table as Tensor2D, first.wx);
    return scan(overIds, { layers: [{ ...first, wx }, ...rest] }, inputs, run);
  };
}

/** `layers` with a first one that reads ids, if that is made from a recipe, whose gates' weights are the parameter `wx`. */
function foldedLayers(ids: number, layers: readonly Layer[]): Layer[] | undefined {
  const [first, ...rest] = layers;
  if (first === undefined || !isCell(first)) return undefined;
  // A cell that does not look at its inputs has no columns to multiply.
  if (first.recipe.gates.every(({ from }) => from === "hidden")) return undefined;
  return [cell(first.recipe, { ...first.options, inputSize: ids }) as Layer, ...rest];
}
