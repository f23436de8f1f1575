import { excerpt, phrase } from "@tenetjs/core/internals";
import type { StoredTensor } from "../dtype.ts";
import {
  checkShape,
  type Floats,
  floats,
  matrix,
  type PyTorchCell,
  transpose,
  vector,
} from "../gate-blocks.ts";
import { mismatch } from "../mismatch.ts";
import { type Nonlinearity, readLayers, writeLayers } from "../pytorch.ts";
import {
  type NetworkParts,
  networkOfParts,
  type PredictsOption,
  partsOf,
  predicting,
  unsupported,
} from "./network-parts.ts";
import type { ReadNetwork, StoredNetwork } from "./stored-network.ts";

type Tensors = Readonly<Record<string, StoredTensor>>;

export type FromPyTorchOptions = PredictsOption & {
  /** A `state_dict`, from a safetensors file. */
  readonly tensors: Tensors;
  /** Whether the head reads the output after the last step or after every step, which the weights do not say. */
  readonly readout: NetworkParts["readout"];
  /** That of an `nn.RNN`, which the weights do not say either. */
  readonly nonlinearity?: Nonlinearity;
  /** The prefix of the names of the recurrent layers, such as `model.lstm.`. Default: guessed, and told. */
  readonly prefix?: string;
};

const where = "fromPyTorchNetwork";

/**
 * The network in a `state_dict` of an `nn.Embedding` (or none), an `nn.RNN`, `nn.LSTM` or `nn.GRU` of any number of layers, and an `nn.Linear`. Which tensor is what
 * follows from names and shapes, and `notes` tell it. Of a bidirectional network whose head reads the last step, the head reads the last output of each direction, which is
 * `h_n` in PyTorch, and not `output[:, -1]`, where the reverse direction has read one step.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` for tensors that are part of no such network; `CHECKPOINT_MISMATCH` when a shape is not that of its layer, or the network
 *   has projections. @throws {TypeError} for an `nn.RNN` whose `nonlinearity` is not stated.
 */
export function fromPyTorchNetwork({
  tensors,
  readout,
  nonlinearity,
  prefix = guessPrefix(tensors),
  predicts,
}: FromPyTorchOptions): ReadNetwork {
  const cell = cellAt(tensors, prefix);
  const stated = nonlinearity === undefined ? {} : { nonlinearity };
  const layersOf = (direction: "forward" | "reverse") =>
    readLayers({ cell, tensors, prefix, direction, ...stated });
  const readsBack = `${prefix}weight_ih_l0_reverse` in tensors;
  const layers = layersOf("forward");
  const { inputSize = 0 } = layers[0] ?? {};
  const { hiddenSize = 0 } = layers.at(-1) ?? {};
  const { head, embedding } = findOthers(tensors, prefix);
  const parts: NetworkParts = {
    cell,
    layers,
    ...(readsBack ? { backward: layersOf("reverse") } : {}),
    readout,
    ...predicting(predicts),
    head: readHead(tensors, head, readsBack ? 2 * hiddenSize : hiddenSize),
    input:
      embedding === undefined
        ? { kind: "vector", size: inputSize }
        : readTable(tensors, embedding, inputSize),
  };
  const table = embedding === undefined ? "" : `, ${embedding} for the embedding`;
  const kind = readsBack ? `${cell}, bidirectional` : cell;
  const guess = `${prefix}* for ${layers.length} recurrent layers (${kind})${table}, ${head}.* for the head`;
  const notes = [`taken from the names: ${guess}`];
  if (readsBack && readout === "last") notes.push(ofLastStates);
  return networkOfParts(where, parts, notes);
}

const ofLastStates =
  "the head reads the last output of each direction, as torch.cat([h_n[-2], h_n[-1]], 1) does: one that reads output[:, -1] computes something else";

/**
 * The `state_dict` of a PyTorch module with `embedding` (or none), `rnn` and `head`, for `encodeSafetensors`. Ids without an embedding are one-hot vectors in PyTorch.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` for a cell that PyTorch does not have.
 */
export function toPyTorchNetwork(stored: StoredNetwork): Record<string, StoredTensor> {
  const { cell, input, layers, backward, head } = partsOf("toPyTorchNetwork", stored);
  if (cell === "original-gru") {
    const next =
      "Export to Keras, tfjs or ONNX. PyTorch's GRU resets after the product: that is the cell gru.";
    throw unsupported("toPyTorchNetwork", "a cell that PyTorch has", cell, next);
  }
  return {
    ...(input.kind === "embedding" ? { "embedding.weight": matrix(input.table, input.size) } : {}),
    ...writeLayers(cell, layers, "rnn."),
    ...writeLayers(cell, backward ?? [], "rnn.", "_reverse"),
    "head.weight": matrix(transpose(head.w, head.w.length / head.outputs, head.outputs), head.outputs),
    "head.bias": vector(head.b),
  };
}

function guessPrefix(tensors: Tensors): string {
  const last = "weight_ih_l0";
  const prefixes = Object.keys(tensors)
    .filter((name) => name.endsWith(last))
    .map((name) => name.slice(0, -last.length));
  if (prefixes.length === 1) return prefixes[0] as string;
  const names = Object.keys(tensors).slice(0, 8).join(", ");
  const got =
    prefixes.length === 0
      ? phrase(names === "" ? "no tensors" : `the tensors ${names}`)
      : phrase(`those of ${prefixes.map(excerpt).join(" and ")}`);
  const next = prefixes.length === 0 ? undefined : "Pass the prefix of one of them.";
  throw unsupported(where, `the weights of one nn.RNN, nn.LSTM or nn.GRU (...${last})`, got, next);
}

/** The cell whose number of gates the weights have. */
function cellAt(tensors: Tensors, prefix: string): PyTorchCell {
  const projection = `${prefix}weight_hr_l0`;
  if (projection in tensors) throw mismatch(where, "a network without projections", projection);
  const name = `${prefix}weight_hh_l0`;
  const { shape } = floats(where, name, tensors[name]);
  const [rows = 0, hidden = 0] = shape;
  const cell = ({ 1: "rnn", 3: "gru", 4: "lstm" } as const)[rows / hidden];
  if (cell !== undefined) return cell;
  throw unsupported(where, `1, 3 or 4 gates in ${name}`, phrase(`[${shape.join(", ")}]`));
}

type Others = { readonly head: string; readonly embedding: string | undefined };

/** The names of the head and of the embedding, which are all that may stand beside the recurrent layers. */
function findOthers(tensors: Tensors, prefix: string): Others {
  const others = Object.keys(tensors).filter(
    (name) => !(name.startsWith(prefix) && /_l\d+(_reverse)?$/.test(name)),
  );
  const modules = Array.from(new Set(others.map((name) => name.replace(/\.?[^.]*$/, ""))));
  const rank = (name: string) => tensors[`${name}.weight`]?.shape.length;
  const strange = others.find((name) => {
    const module = name.replace(/\.?[^.]*$/, "");
    return rank(module) !== 2 || ![`${module}.weight`, `${module}.bias`].includes(name);
  });
  if (strange !== undefined) {
    const expected = "tensors of an nn.Embedding, of recurrent layers and of an nn.Linear alone";
    throw unsupported(where, expected, strange, "Save the state_dict of these modules alone.");
  }
  const [linear, tables] = [[] as string[], [] as string[]];
  for (const name of modules) (`${name}.bias` in tensors ? linear : tables).push(name);
  // A linear layer without a bias looks like a table. What is left over decides.
  if (linear.length === 0 && tables.length > 0) linear.push(...tables.splice(namedHead(tables), 1));
  const [head, secondHead] = linear;
  const [embedding, secondTable] = tables;
  if (head !== undefined && secondHead === undefined && secondTable === undefined) return { head, embedding };
  const got = phrase(modules.length === 0 ? "none" : modules.join(", "));
  throw unsupported(where, "one nn.Linear, and at most one nn.Embedding, beside the recurrent layers", got);
}

/** The index of the name that is not an embedding's. */
function namedHead(names: readonly string[]): number {
  const index = names.findIndex((name) => !/emb|lookup|token|wte/i.test(name));
  return index === -1 ? names.length - 1 : index;
}

function readHead(tensors: Tensors, name: string, hiddenSize: number): NetworkParts["head"] {
  const w = floats(where, `${name}.weight`, tensors[`${name}.weight`]);
  const [outputs = 0] = w.shape;
  checkShape(where, w, [outputs, hiddenSize]);
  const bias = tensors[`${name}.bias`];
  const b: Floats =
    bias === undefined
      ? { name, shape: [outputs], data: new Float32Array(outputs) }
      : floats(where, `${name}.bias`, bias);
  checkShape(where, b, [outputs]);
  return { w: transpose(w.data, outputs, hiddenSize), b: b.data, outputs };
}

function readTable(tensors: Tensors, name: string, inputSize: number): NetworkParts["input"] {
  const table = floats(where, `${name}.weight`, tensors[`${name}.weight`]);
  const [size = 0] = table.shape;
  checkShape(where, table, [size, inputSize]);
  return { kind: "embedding", size, table: table.data };
}
