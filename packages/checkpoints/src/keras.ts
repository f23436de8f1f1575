import type { StoredTensor } from "./dtype.ts";
import {
  type Blocks,
  checkShape,
  floats,
  fromParams,
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
 * The weights of one Keras layer (`SimpleRNN`, `LSTM`, or `GRU` with `reset_after`), in the order of its
 * `get_weights()`: `kernel` is `[input, gates * units]`, `recurrentKernel` is `[units, gates * units]`,
 * `bias` is `[gates * units]`, for the GRU `[2, 3 * units]`.
 */
export type KerasWeights = {
  readonly kernel: StoredTensor;
  readonly recurrentKernel: StoredTensor;
  /** Absent with `use_bias=False`. */
  readonly bias?: StoredTensor;
};

/**
 * Our parameters `wx`, `wh` and `b` of a Keras layer, with the recipe's order of gates.
 *
 * @param options.into what our names start with, such as `layers.0.`; nothing by default.
 * @throws {TenetError} "CHECKPOINT_MISMATCH" when a shape is not that of the cell; for a GRU with a bias of
 *   `[3 * units]`, too, which is one without `reset_after`.
 */
export function fromKeras(options: {
  cell: SharedCell;
  weights: KerasWeights;
  into?: string;
}): Record<string, StoredTensor> {
  const { cell, weights, into = "" } = options;
  const { x, h } = order[cell];
  const wx = floats("fromKeras", "kernel", weights.kernel);
  const wh = floats("fromKeras", "recurrentKernel", weights.recurrentKernel);
  const [inputSize = 0, hiddenSize = 0] = [wx.shape[0], wh.shape[0]];
  checkShape("fromKeras", wx, [inputSize, x.length * hiddenSize]);
  checkShape("fromKeras", wh, [hiddenSize, h.length * hiddenSize]);
  const [input, hidden] = biases(cell, weights.bias, hiddenSize);
  const blocks = {
    inputSize,
    hiddenSize,
    x: splitColumns(wx.data, inputSize, x),
    h: splitColumns(wh.data, hiddenSize, h),
    b: joinBiases(input, hidden),
  };
  return toParams(cell, blocks, into);
}

/**
 * The weights of a Keras layer, for its `set_weights()`, from our parameters: the reverse of {@link
 * fromKeras}.
 *
 * @param options.from what our names start with, such as `layers.0.`; nothing by default. Other tensors are
 *   left out.
 * @throws {TenetError} "CHECKPOINT_MISMATCH" when a tensor is missing or of a shape that is not that of the
 *   cell.
 */
export function toKeras(options: {
  cell: SharedCell;
  tensors: Readonly<Record<string, StoredTensor>>;
  from?: string;
}): Required<KerasWeights> {
  const { cell, tensors, from = "" } = options;
  const { x, h } = order[cell];
  const blocks = fromParams("toKeras", cell, tensors, from);
  const { inputSize, hiddenSize } = blocks;
  const bias = joinColumns(blocks.b, 1, x, hiddenSize);
  const second = joinColumns(without(blocks.b, x), 1, h, hiddenSize);
  return {
    kernel: matrix(joinColumns(blocks.x, inputSize, x, hiddenSize), inputSize),
    recurrentKernel: matrix(joinColumns(blocks.h, hiddenSize, h, hiddenSize), hiddenSize),
    bias: cell === "gru" ? matrix(Float32Array.of(...bias, ...second), 2) : vector(bias),
  };
}

const lstmGates = ["input", "forget", "candidate", "output"];

/** The order of Keras's gates, by our names: the GRU has its update gate first. */
const order: Record<SharedCell, { x: readonly string[]; h: readonly string[] }> = {
  rnn: { x: ["hidden"], h: ["hidden"] },
  lstm: { x: lstmGates, h: lstmGates },
  gru: { x: ["update", "reset", "candidate"], h: ["update", "reset", "recall"] },
};

function biases(cell: SharedCell, bias: StoredTensor | undefined, hiddenSize: number): [Blocks, Blocks] {
  if (bias === undefined) return [new Map(), new Map()];
  const { x, h } = order[cell];
  const values = floats("fromKeras", "bias", bias);
  const columns = x.length * hiddenSize;
  checkShape("fromKeras", values, cell === "gru" ? [2, columns] : [columns]);
  if (cell !== "gru") return [splitColumns(values.data, 1, x), new Map()];
  return [
    splitColumns(values.data.subarray(0, columns), 1, x),
    splitColumns(values.data.subarray(columns), 1, h),
  ];
}
