import { excerpt, phrase } from "@tenetjs/core/internals";
import type { StoredTensor } from "../../dtype.ts";
import { checkShape, floats, matrix, type SharedCell, vector } from "../../gate-blocks.ts";
import { type KerasWeights, readKerasLayer, writeKerasLayer } from "../../keras.ts";
import { type NetworkParts, unsupported } from "../network-parts.ts";

/** A layer of a Keras model, by the names of its configuration. */
export type KerasLayer = {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
};

/** A layer that is read, with its weights by the names of Keras: kernel, recurrent_kernel, bias, embeddings. */
export type WeightsOf = (layer: KerasLayer, weight: string) => StoredTensor | undefined;

/** The classes of Keras by cell, and what tells apart the two cells of the class GRU. */
const kerasCells = {
  rnn: { className: "SimpleRNN" },
  lstm: { className: "LSTM" },
  gru: { className: "GRU", resetAfter: true },
  "original-gru": { className: "GRU", resetAfter: false },
} as const satisfies Record<SharedCell, { readonly className: string; readonly resetAfter?: boolean }>;

/** Whether a class of Keras is a recurrent layer that Tenet has. */
export function isKerasCell(name: string): boolean {
  return Object.values(kerasCells).some(({ className }) => className === name);
}

/** The cell of a layer of such a class. A GRU of tfjs-layers, which says nothing of it, resets before the product. */
function cellOf({ class_name, config }: KerasLayer): SharedCell {
  if (class_name === "GRU") return config.reset_after === true ? "gru" : "original-gru";
  return class_name === "LSTM" ? "lstm" : "rnn";
}

/**
 * The parts of a model whose `layers` stand one after another: an Embedding or none, recurrent layers, and one Dense layer. What is left out is added to `notes`.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` with the layer, or the part of its configuration, that makes the model another than Tenet's.
 */
export function partsOfKeras(
  where: string,
  layers: readonly KerasLayer[],
  weightsOf: WeightsOf,
  notes: string[],
): NetworkParts {
  const recurrent: { cell: SharedCell; layer: KerasLayer }[] = [];
  let embedding: KerasLayer | undefined;
  let dense: KerasLayer | undefined;
  let dropout = 0;
  for (const layer of layers) {
    const { class_name: name, config } = layer;
    if (name === "InputLayer") continue;
    if (name === "Activation" && dense !== undefined) checkOutput(where, layer, notes);
    else if (name === "Dropout") dropout = Math.max(dropout, Number(config.rate));
    else if (name === "Embedding" && embedding === undefined && recurrent.length === 0) embedding = layer;
    else if (name === "Dense" && dense === undefined && recurrent.length > 0) dense = layer;
    else if (isKerasCell(name) && dense === undefined) recurrent.push({ cell: cellOf(layer), layer });
    else throw strange(where, layer);
  }
  const [first] = recurrent;
  if (first === undefined || dense === undefined) {
    const names = layers.map(({ class_name }) => class_name).join(", ") || "none";
    throw unsupported(where, "recurrent layers and a Dense layer after them", phrase(names));
  }
  if (embedding?.config.mask_zero === true)
    throw unsupported(
      where,
      "an Embedding without mask_zero",
      phrase("one with it"),
      "Tenet masks by `mask`.",
    );
  for (const { cell, layer } of recurrent) checkCell(where, cell, layer, notes);
  checkOutput(where, dense, notes);
  const readout = readoutOf(where, recurrent);
  const blocks = recurrent.map(({ cell, layer }) =>
    readKerasLayer(where, cell, cellWeights(layer, weightsOf)),
  );
  return {
    cell: first.cell,
    layers: blocks,
    dropout,
    readout,
    head: readDense(where, dense, weightsOf, blocks.at(-1)?.hiddenSize ?? 0),
    input:
      embedding === undefined
        ? { kind: "vector", size: blocks[0]?.inputSize ?? 0 }
        : readEmbedding(where, embedding, weightsOf),
  };
}

/** A layer that is written. */
export type WrittenLayer = KerasLayer & { readonly weights: Readonly<Record<string, StoredTensor>> };

/** The layers of a Keras model with the weights of `parts`. One-hot ids are vectors there. */
export function kerasLayersOf({
  cell,
  input,
  layers,
  dropout = 0,
  head,
  readout,
}: NetworkParts): WrittenLayer[] {
  const { className, ...kind } = kerasCells[cell];
  const batchShape = input.kind === "embedding" ? [null, null] : [null, null, input.size];
  const dimensions = input.kind === "embedding" ? input.table.length / input.size : 0;
  const dropped = (name: string): WrittenLayer[] =>
    dropout > 0 ? [{ class_name: "Dropout", config: { name, rate: dropout }, weights: {} }] : [];
  return [
    {
      class_name: "InputLayer",
      config: { name: "input_layer", batch_shape: batchShape, dtype: "float32" },
      weights: {},
    },
    ...(input.kind === "embedding"
      ? [
          {
            class_name: "Embedding",
            config: { name: "embedding", input_dim: input.size, output_dim: dimensions, mask_zero: false },
            weights: { embeddings: matrix(input.table, input.size) },
          },
        ]
      : []),
    ...layers.flatMap((blocks, index): WrittenLayer[] => {
      const { kernel, recurrentKernel, bias } = writeKerasLayer(cell, blocks);
      const isLast = index === layers.length - 1;
      const config = {
        name: numbered(className === "SimpleRNN" ? "simple_rnn" : className.toLowerCase(), index),
        units: blocks.hiddenSize,
        activation: "tanh",
        ...(cell === "rnn" ? {} : { recurrent_activation: "sigmoid" }),
        use_bias: true,
        return_sequences: !isLast || readout === "every",
        ...("resetAfter" in kind ? { reset_after: kind.resetAfter } : {}),
      };
      const weights = { kernel, recurrent_kernel: recurrentKernel, bias };
      return [{ class_name: className, config, weights }, ...dropped(numbered("dropout", index))];
    }),
    {
      class_name: "Dense",
      config: { name: "dense", units: head.outputs, activation: "linear", use_bias: true },
      weights: { kernel: matrix(head.w, head.w.length / head.outputs), bias: vector(head.b) },
    },
  ];
}

/** `lstm`, `lstm_1`, ...: the names that Keras gives to layers of a class, in their order. */
export function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}_${index}`;
}

function strange(where: string, { class_name, config }: KerasLayer) {
  const got = phrase(`the layer ${class_name} (${String(config.name)})`);
  const next =
    "Tenet reads an Embedding or none, SimpleRNN, LSTM or GRU layers in a row, Dropout, and one Dense.";
  return unsupported(where, "a layer of such a model", got, next);
}

function checkCell(
  where: string,
  cell: SharedCell,
  { class_name, config }: KerasLayer,
  notes: string[],
): void {
  const name = `${class_name} ${excerpt(String(config.name))}`;
  const wanted = {
    activation: "tanh",
    ...(cell === "rnn" ? {} : { recurrent_activation: "sigmoid" }),
  };
  for (const [key, value] of Object.entries(wanted)) {
    const stated = nameOf(config[key]);
    if (stated === value) continue;
    const got = config[key] === undefined ? phrase("none") : phrase(String(stated));
    throw unsupported(where, `${key} ${value} of ${name}`, got, "Another function would give other outputs.");
  }
  if (config.go_backwards === true)
    throw unsupported(where, `${name} to read forwards`, phrase("go_backwards"));
  for (const key of ["dropout", "recurrent_dropout"])
    if (Number(config[key] ?? 0) > 0)
      notes.push(`left out: the ${key} of ${config[key]} inside ${name}, which only training uses`);
}

/** Keras 3 writes a function as its name, or as an object with its name. */
function nameOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "config" in value ? value.config : value;
}

function checkOutput(where: string, { class_name, config }: KerasLayer, notes: string[]): void {
  const activation = nameOf(config.activation) ?? "linear";
  if (activation === "linear") return;
  if (activation !== "softmax" && activation !== "log_softmax")
    throw unsupported(where, `a linear or softmax ${class_name}`, phrase(String(activation)));
  notes.push(`left out: the ${activation} after the head, since models have logits`);
}

function readoutOf(
  where: string,
  recurrent: readonly { readonly layer: KerasLayer }[],
): NetworkParts["readout"] {
  const sequences = recurrent.map(({ layer }) => layer.config.return_sequences === true);
  const last = sequences.pop();
  if (!sequences.every(Boolean))
    throw unsupported(
      where,
      "return_sequences of every recurrent layer but the last",
      phrase("one without it"),
    );
  return last === true ? "every" : "last";
}

function cellWeights(layer: KerasLayer, weightsOf: WeightsOf): KerasWeights {
  const bias = weightsOf(layer, "bias");
  return {
    kernel: weightsOf(layer, "kernel") as StoredTensor,
    recurrentKernel: weightsOf(layer, "recurrent_kernel") as StoredTensor,
    ...(bias === undefined ? {} : { bias }),
  };
}

function readDense(
  where: string,
  layer: KerasLayer,
  weightsOf: WeightsOf,
  hiddenSize: number,
): NetworkParts["head"] {
  const name = String(layer.config.name);
  const w = floats(where, `${name}/kernel`, weightsOf(layer, "kernel"));
  const [, outputs = 0] = w.shape;
  checkShape(where, w, [hiddenSize, outputs]);
  const bias = weightsOf(layer, "bias");
  if (bias === undefined) return { w: w.data, b: new Float32Array(outputs), outputs };
  const b = floats(where, `${name}/bias`, bias);
  checkShape(where, b, [outputs]);
  return { w: w.data, b: b.data, outputs };
}

function readEmbedding(where: string, layer: KerasLayer, weightsOf: WeightsOf): NetworkParts["input"] {
  const table = floats(where, `${String(layer.config.name)}/embeddings`, weightsOf(layer, "embeddings"));
  const [size = 0, dimensions = 0] = table.shape;
  checkShape(where, table, [size, dimensions]);
  return { kind: "embedding", size, table: table.data };
}
