import { type CellName, isPhased } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { disposeTree, mapTree } from "@tenetjs/core/tensors";
import {
  type LanguageModelOptions,
  languageModel,
  type StreamingOptions,
  streamingLanguageModel,
} from "@tenetjs/models";
import { randomTensor } from "@tenetjs/testing";
import { backend, memory } from "@tensorflow/tfjs-core";
import { compiledNames, temporalGate } from "./tried-cells.ts";

/** Two layers of odd sizes, so that no row is a multiple of four values. */
export function stackOf(cell: CellName): LanguageModelOptions {
  const gate = isPhased(cell) ? { temporalGate } : {};
  return { vocabularySize: 9, hiddenSize: 7, layers: 2, cell, dropout: 0.5, ...gate };
}

/** Language models of every kind that streams support, by name. */
export const streamed: Readonly<Record<string, LanguageModelOptions>> = {
  ...Object.fromEntries(compiledNames.map((name) => [`a stack of ${name}`, stackOf(name)])),
  "an embedding": { ...stackOf("gru"), embedding: 3 },
  "a tied embedding": { ...stackOf("lstm"), embedding: 7, tied: true },
  "one unit": { vocabularySize: 2, hiddenSize: 1 },
};

/** A model with nonzero biases, and its stream. `held` counts tensors and the backend's data ids. */
export function streamSubject(options: LanguageModelOptions, streaming: StreamingOptions = {}) {
  const network = languageModel(options);
  const made = network.init(seed("weights"));
  const rng = seed("biases");
  const params = mapTree(made, (leaf, path) =>
    path.endsWith("b") ? randomTensor(rng, leaf.shape) : leaf.clone(),
  );
  disposeTree(made);
  return {
    network,
    params,
    model: streamingLanguageModel(network, params, streaming),
    vocabularySize: options.vocabularySize,
    held: () => memory().numTensors + backend().numDataIds(),
    free: () => disposeTree(params),
  };
}
