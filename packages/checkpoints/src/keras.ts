import { kerasOrder } from "./cell-layouts.ts";
import type { StoredTensor } from "./dtype.ts";
import {
  type Blocks,
  checkShape,
  floats,
  fromParams,
  type GateBlocks,
  joinBiases,
  joinColumns,
  matrix,
  type SharedCell,
  splitColumns,
  toParams,
  vector,
  without,
} from "./gate-blocks.ts";

/**
 * The weights of a Keras layer (`SimpleRNN`, `LSTM` or `GRU`), in the order of its `get_weights()`: `kernel` is `[input, gates * units]`,
 * `recurrentKernel` is `[units, gates * units]`, and `bias` is `[gates * units]`, or `[2, 3 * units]` for a GRU with `reset_after`. That is the cell
 * `gru`; without it, it is `original-gru`.
 */
export type KerasWeights = {
  readonly kernel: StoredTensor;
  readonly recurrentKernel: StoredTensor;
  /** Absent with `use_bias=False`. */
  readonly bias?: StoredTensor;
};

/**
 * Tenet's parameters `wx`, `wh` and `b` from the weights of a Keras layer, with the gates in the order of the recipe.
 *
 * @param options.into the prefix of Tenet's names, such as `layers.0.`; empty by default.
 * @throws {TenetError} "CHECKPOINT_MISMATCH" when a shape is not that of the cell. The bias of a GRU tells its two forms apart.
 */
export function fromKeras(options: {
  cell: SharedCell;
  weights: KerasWeights;
  into?: string;
}): Record<string, StoredTensor> {
  const { cell, weights, into = "" } = options;
  return toParams(cell, readKerasLayer("fromKeras", cell, weights), into);
}

/** The layer of {@link fromKeras} by gate. */
export function readKerasLayer(where: string, cell: SharedCell, weights: KerasWeights): GateBlocks {
  const { x, h } = kerasOrder[cell];
  const wx = floats(where, "kernel", weights.kernel);
  const wh = floats(where, "recurrentKernel", weights.recurrentKernel);
  const [inputSize = 0, hiddenSize = 0] = [wx.shape[0], wh.shape[0]];
  checkShape(where, wx, [inputSize, x.length * hiddenSize]);
  checkShape(where, wh, [hiddenSize, h.length * hiddenSize]);
  const [input, hidden] = biases(where, cell, weights.bias, hiddenSize);
  return {
    inputSize,
    hiddenSize,
    x: splitColumns(wx.data, inputSize, x),
    h: splitColumns(wh.data, hiddenSize, h),
    b: joinBiases(input, hidden),
  };
}

/**
 * The weights of a Keras layer, for its `set_weights()`, from Tenet's parameters: the reverse of {@link
 * fromKeras}.
 *
 * @param options.from the prefix of Tenet's names, such as `layers.0.`; empty by default. Other tensors are
 *   ignored.
 * @throws {TenetError} "CHECKPOINT_MISMATCH" when a tensor is missing, or when its shape is not that of the cell.
 */
export function toKeras(options: {
  cell: SharedCell;
  tensors: Readonly<Record<string, StoredTensor>>;
  from?: string;
}): Required<KerasWeights> {
  const { cell, tensors, from = "" } = options;
  return writeKerasLayer(cell, fromParams("toKeras", cell, tensors, from));
}

/** The weights of {@link toKeras}, from a layer by gate. */
export function writeKerasLayer(cell: SharedCell, blocks: GateBlocks): Required<KerasWeights> {
  const { x, h } = kerasOrder[cell];
  const { inputSize, hiddenSize } = blocks;
  const bias = joinColumns(blocks.b, 1, x, hiddenSize);
  const second = joinColumns(without(blocks.b, x), 1, h, hiddenSize);
  return {
    kernel: matrix(joinColumns(blocks.x, inputSize, x, hiddenSize), inputSize),
    recurrentKernel: matrix(joinColumns(blocks.h, hiddenSize, h, hiddenSize), hiddenSize),
    bias: cell === "gru" ? matrix(Float32Array.of(...bias, ...second), 2) : vector(bias),
  };
}

function biases(
  where: string,
  cell: SharedCell,
  bias: StoredTensor | undefined,
  hiddenSize: number,
): [Blocks, Blocks] {
  if (bias === undefined) return [new Map(), new Map()];
  const { x, h } = kerasOrder[cell];
  const values = floats(where, "bias", bias);
  const columns = x.length * hiddenSize;
  checkShape(where, values, cell === "gru" ? [2, columns] : [columns]);
  if (cell !== "gru") return [splitColumns(values.data, 1, x), new Map()];
  return [
    splitColumns(values.data.subarray(0, columns), 1, x),
    splitColumns(values.data.subarray(columns), 1, h),
  ];
}
