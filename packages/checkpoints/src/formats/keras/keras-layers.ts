import { phrase } from "@tenetjs/core/internals";
import type { StoredTensor } from "../../dtype.ts";
import { checkShape, floats } from "../../gate-blocks.ts";
import { type KerasWeights, readKerasLayer } from "../../keras.ts";
import { type NetworkParts, unsupported } from "../network-parts.ts";
import { type KerasLayer, nameOf, type RecurrentLayer, recurrentLayer } from "./keras-cells.ts";

/** A layer that is read, with its weights by the names of Keras: kernel, recurrent_kernel, bias, embeddings. */
export type WeightsOf = (layer: KerasLayer, weight: string) => StoredTensor | undefined;

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
  const recurrent: RecurrentLayer[] = [];
  let embedding: KerasLayer | undefined;
  let dense: KerasLayer | undefined;
  let dropout = 0;
  let isSoftmax = false;
  for (const layer of layers) {
    const { class_name: name, config } = layer;
    if (name === "InputLayer") continue;
    if (name === "Activation" && dense !== undefined) isSoftmax ||= checkOutput(where, layer, notes);
    else if (name === "Dropout") dropout = Math.max(dropout, Number(config.rate));
    else if (name === "Embedding" && embedding === undefined && recurrent.length === 0) embedding = layer;
    else if (name === "Dense" && dense === undefined && recurrent.length > 0) dense = layer;
    else {
      const found = dense === undefined ? recurrentLayer(where, layer, notes) : undefined;
      if (found === undefined) throw strange(where, layer);
      recurrent.push(found);
    }
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
  checkAlike(where, recurrent);
  isSoftmax ||= checkOutput(where, dense, notes);
  const readout = readoutOf(where, recurrent);
  const read = (layer: KerasLayer) => readKerasLayer(where, first.cell, cellWeights(layer, weightsOf));
  const blocks = recurrent.map(({ forward }) => read(forward));
  const backward = recurrent.flatMap(({ backward }) => (backward === undefined ? [] : [read(backward)]));
  const width = (blocks.at(-1)?.hiddenSize ?? 0) + (backward.at(-1)?.hiddenSize ?? 0);
  return {
    cell: first.cell,
    layers: blocks,
    ...(backward.length > 0 ? { backward } : {}),
    ...(isSoftmax ? { predicts: "classes" } : {}),
    dropout,
    readout,
    head: readDense(where, dense, weightsOf, width),
    input:
      embedding === undefined
        ? { kind: "vector", size: blocks[0]?.inputSize ?? 0 }
        : readEmbedding(where, embedding, weightsOf),
  };
}

function strange(where: string, { class_name, config }: KerasLayer) {
  const got = phrase(`the layer ${class_name} (${String(config.name)})`);
  const next =
    "Tenet reads an Embedding or none, SimpleRNN, LSTM or GRU layers in a row, Bidirectional or not, Dropout, and one Dense.";
  return unsupported(where, "a layer of such a model", got, next);
}

/** @throws unless all layers have one cell, and all or none of them read in both directions. */
function checkAlike(where: string, recurrent: readonly RecurrentLayer[]): void {
  const kinds = recurrent.map(({ cell, backward }) =>
    backward === undefined ? cell : `bidirectional ${cell}`,
  );
  if (new Set(kinds).size > 1)
    throw unsupported(
      where,
      "recurrent layers of one kind",
      phrase(kinds.join(", ")),
      "Build a stack of layers of your own.",
    );
}

/** Whether a layer after the recurrent ones ends in a softmax. @throws unless it does or is linear. */
function checkOutput(where: string, { class_name, config }: KerasLayer, notes: string[]): boolean {
  const activation = nameOf(config.activation) ?? "linear";
  if (activation === "linear") return false;
  if (activation !== "softmax" && activation !== "log_softmax")
    throw unsupported(where, `a linear or softmax ${class_name}`, phrase(String(activation)));
  notes.push(`left out: the ${activation} after the head, since models have logits`);
  return true;
}

function readoutOf(where: string, recurrent: readonly RecurrentLayer[]): NetworkParts["readout"] {
  const sequences = recurrent.map(({ forward }) => forward.config.return_sequences === true);
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
