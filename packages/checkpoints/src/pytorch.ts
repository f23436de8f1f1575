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
  transpose,
  vector,
  without,
} from "./gate-blocks.ts";
import { mismatch } from "./mismatch.ts";

type Tensors = Readonly<Record<string, StoredTensor>>;

/**
 * Tenet's parameters from the `torch.nn.RNN`, `LSTM` or `GRU` in `tensors` (a `state_dict` saved as safetensors),
 * with the names of a `stack`: `layers.0.wx` and so on. The number of layers is found from the names. PyTorch's
 * weights are transposed, its gates are in another order, and it has two biases for each gate. The biases are added, except for the
 * GRU's candidate, which needs both.
 *
 * @param options.prefix the prefix of PyTorch's names, such as `lstm.`; empty by default. Other tensors
 *   are ignored.
 * @param options.into the prefix of Tenet's names; `layers.` by default.
 * @throws {TenetError} "CHECKPOINT_MISMATCH" when there is no such layer, when a shape is not that of the cell, or when
 *   the network is bidirectional or has projections.
 */
export function fromPyTorch(options: {
  cell: SharedCell;
  tensors: Tensors;
  prefix?: string;
  into?: string;
}): Record<string, StoredTensor> {
  const { cell, tensors, prefix = "", into = "layers." } = options;
  const stranger = Object.keys(tensors).find(
    (name) => name.startsWith(prefix) && /_reverse$|weight_hr_l\d+$/.test(name),
  );
  if (stranger !== undefined)
    throw mismatch("fromPyTorch", "a unidirectional network without projections", stranger);
  const layers = countLayers((layer) => `${prefix}weight_ih_l${layer}` in tensors);
  if (layers === 0) throw mismatch("fromPyTorch", `a tensor "${prefix}weight_ih_l0"`, Object.keys(tensors));
  const read = Array.from({ length: layers }, (_, layer) =>
    toParams(
      cell,
      readLayer(cell, tensors, (name) => `${prefix}${name}_l${layer}`),
      `${into}${layer}.`,
    ),
  );
  return Object.assign({}, ...read);
}

/**
 * The `state_dict` of a `torch.nn.RNN`, `LSTM` or `GRU` with the weights of Tenet's layers in `tensors`: the
 * reverse of {@link fromPyTorch}. The first of each pair of biases has the whole value and the second is 0,
 * except in the GRU's candidate.
 *
 * @param options.prefix the prefix of PyTorch's names; empty by default.
 * @param options.from the prefix of Tenet's names; `layers.` by default. Other tensors are ignored.
 * @throws {TenetError} "CHECKPOINT_MISMATCH" when there is no such layer, or when a shape is not that of the cell.
 */
export function toPyTorch(options: {
  cell: SharedCell;
  tensors: Tensors;
  prefix?: string;
  from?: string;
}): Record<string, StoredTensor> {
  const { cell, tensors, prefix = "", from = "layers." } = options;
  const layers = countLayers((layer) => `${from}${layer}.wx` in tensors);
  if (layers === 0) throw mismatch("toPyTorch", `a tensor "${from}0.wx"`, Object.keys(tensors));
  const written = Array.from({ length: layers }, (_, layer) =>
    writeLayer(
      cell,
      fromParams("toPyTorch", cell, tensors, `${from}${layer}.`),
      (name) => `${prefix}${name}_l${layer}`,
    ),
  );
  return Object.assign({}, ...written);
}

type Naming = (name: string) => string;

function readLayer(cell: SharedCell, tensors: Tensors, named: Naming): GateBlocks {
  const { x, h } = order[cell];
  const read = (name: string) => floats("fromPyTorch", named(name), tensors[named(name)]);
  const [wx, wh] = [read("weight_ih"), read("weight_hh")];
  const [inputSize = 0, hiddenSize = 0] = [wx.shape[1], wh.shape[1]];
  checkShape("fromPyTorch", wx, [x.length * hiddenSize, inputSize]);
  checkShape("fromPyTorch", wh, [h.length * hiddenSize, hiddenSize]);
  const bias = (name: string, gates: readonly string[]): Blocks => {
    if (!(named(name) in tensors)) return new Map();
    const values = read(name);
    checkShape("fromPyTorch", values, [gates.length * hiddenSize]);
    return splitColumns(values.data, 1, gates);
  };
  return {
    inputSize,
    hiddenSize,
    x: splitColumns(transpose(wx.data, x.length * hiddenSize, inputSize), inputSize, x),
    h: splitColumns(transpose(wh.data, h.length * hiddenSize, hiddenSize), hiddenSize, h),
    b: joinBiases(bias("bias_ih", x), bias("bias_hh", h)),
  };
}

function writeLayer(cell: SharedCell, blocks: GateBlocks, named: Naming): Record<string, StoredTensor> {
  const { x, h } = order[cell];
  const { inputSize, hiddenSize } = blocks;
  const wx = joinColumns(blocks.x, inputSize, x, hiddenSize);
  const wh = joinColumns(blocks.h, hiddenSize, h, hiddenSize);
  return {
    [named("weight_ih")]: matrix(transpose(wx, inputSize, x.length * hiddenSize), x.length * hiddenSize),
    [named("weight_hh")]: matrix(transpose(wh, hiddenSize, h.length * hiddenSize), h.length * hiddenSize),
    [named("bias_ih")]: vector(joinColumns(blocks.b, 1, x, hiddenSize)),
    [named("bias_hh")]: vector(joinColumns(without(blocks.b, x), 1, h, hiddenSize)),
  };
}

const lstmGates = ["input", "forget", "candidate", "output"];

/** The order of the gates in PyTorch, by Tenet's names. */
const order: Record<SharedCell, { x: readonly string[]; h: readonly string[] }> = {
  rnn: { x: ["hidden"], h: ["hidden"] },
  lstm: { x: lstmGates, h: lstmGates },
  gru: { x: ["reset", "update", "candidate"], h: ["reset", "update", "recall"] },
};

function countLayers(has: (layer: number) => boolean): number {
  let layers = 0;
  while (has(layers)) layers += 1;
  return layers;
}
