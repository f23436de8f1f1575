import { phrase, problem } from "@tenetjs/core/internals";
import { pytorchOrder } from "./cell-layouts.ts";
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
  type PyTorchCell,
  splitColumns,
  toParams,
  transpose,
  vector,
  without,
} from "./gate-blocks.ts";
import { mismatch } from "./mismatch.ts";

type Tensors = Readonly<Record<string, StoredTensor>>;

/** What a `state_dict` does not say of a `torch.nn.RNN`, and has to be stated. Tenet's `rnn` is tanh. */
export type Nonlinearity = "tanh" | "relu";

/**
 * Tenet's parameters from the `torch.nn.RNN`, `LSTM` or `GRU` in `tensors` (a `state_dict` saved as safetensors),
 * with the names of a `stack`: `layers.0.wx` and so on. The number of layers is found from the names. PyTorch's
 * weights are transposed, its gates are in another order, and it has two biases for each gate. The biases are added, except for the
 * GRU's candidate, which needs both.
 *
 * @param options.prefix the prefix of PyTorch's names, such as `lstm.`; empty by default. Other tensors
 *   are ignored.
 * @param options.into the prefix of Tenet's names; `layers.` by default.
 * @param options.nonlinearity that of an `nn.RNN`, which has to be stated, because its weights do not say it.
 * @param options.direction the direction of a bidirectional network to read: the weights of "reverse" are for sequences read from their end. Each layer after the
 *   first reads the outputs of both directions. By default, the network has to be unidirectional.
 * @throws {TypeError} for an "rnn" whose `nonlinearity` is not stated.
 * @throws {TenetError} "CHECKPOINT_MISMATCH" when there is no such layer, when a shape is not that of the cell, or when
 *   the network is of ReLU, has projections, or has two directions and none is chosen.
 */
export function fromPyTorch(options: {
  cell: PyTorchCell;
  tensors: Tensors;
  prefix?: string;
  into?: string;
  nonlinearity?: Nonlinearity;
  direction?: "forward" | "reverse";
}): Record<string, StoredTensor> {
  const { cell, prefix = "", into = "layers." } = options;
  const layers = readLayers({ ...options, prefix });
  return Object.assign({}, ...layers.map((blocks, layer) => toParams(cell, blocks, `${into}${layer}.`)));
}

/** The layers of {@link fromPyTorch} by gate. */
export function readLayers({
  cell,
  tensors,
  prefix,
  nonlinearity,
  direction,
}: Omit<Parameters<typeof fromPyTorch>[0], "into"> & { prefix: string }): GateBlocks[] {
  if (cell === "rnn") checkNonlinearity(nonlinearity);
  const own = Object.keys(tensors).filter((name) => name.startsWith(prefix));
  const projected = own.find((name) => /weight_hr_l\d+/.test(name));
  if (projected !== undefined) throw mismatch("fromPyTorch", "a network without projections", projected);
  const reverse = own.find((name) => name.endsWith("_reverse"));
  if (reverse !== undefined && direction === undefined)
    throw mismatch(
      "fromPyTorch",
      'a unidirectional network, or a direction: "forward" or "reverse"',
      reverse,
    );
  const suffix = direction === "reverse" ? "_reverse" : "";
  const layers = countLayers((layer) => `${prefix}weight_ih_l${layer}${suffix}` in tensors);
  if (layers === 0)
    throw mismatch("fromPyTorch", `a tensor "${prefix}weight_ih_l0${suffix}"`, Object.keys(tensors));
  return Array.from({ length: layers }, (_, layer) =>
    readLayer(cell, tensors, (name) => `${prefix}${name}_l${layer}${suffix}`),
  );
}

/** @throws unless `nonlinearity` is "tanh". */
function checkNonlinearity(nonlinearity: Nonlinearity | undefined): void {
  if (nonlinearity === "tanh") return;
  const got = nonlinearity ?? phrase("none");
  if (nonlinearity === "relu")
    throw mismatch("fromPyTorch", "an nn.RNN of tanh, as Tenet's rnn is", phrase("one of ReLU"));
  const next =
    "The weights do not say it. See nonlinearity= where the nn.RNN is made; PyTorch's default is tanh.";
  throw new TypeError(problem("fromPyTorch", 'nonlinearity: "tanh" or "relu" for an nn.RNN', got, next));
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
  cell: PyTorchCell;
  tensors: Tensors;
  prefix?: string;
  from?: string;
}): Record<string, StoredTensor> {
  const { cell, tensors, prefix = "", from = "layers." } = options;
  const layers = countLayers((layer) => `${from}${layer}.wx` in tensors);
  if (layers === 0) throw mismatch("toPyTorch", `a tensor "${from}0.wx"`, Object.keys(tensors));
  const read = Array.from({ length: layers }, (_, layer) =>
    fromParams("toPyTorch", cell, tensors, `${from}${layer}.`),
  );
  return writeLayers(cell, read, prefix);
}

/** The tensors of {@link toPyTorch}, from layers by gate. */
export function writeLayers(
  cell: PyTorchCell,
  layers: readonly GateBlocks[],
  prefix: string,
  suffix: "" | "_reverse" = "",
): Record<string, StoredTensor> {
  const written = layers.map((blocks, layer) =>
    writeLayer(cell, blocks, (name) => `${prefix}${name}_l${layer}${suffix}`),
  );
  return Object.assign({}, ...written);
}

type Naming = (name: string) => string;

function readLayer(cell: PyTorchCell, tensors: Tensors, named: Naming): GateBlocks {
  const { x, h } = pytorchOrder[cell];
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

function writeLayer(cell: PyTorchCell, blocks: GateBlocks, named: Naming): Record<string, StoredTensor> {
  const { x, h } = pytorchOrder[cell];
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

function countLayers(has: (layer: number) => boolean): number {
  let layers = 0;
  while (has(layers)) layers += 1;
  return layers;
}
