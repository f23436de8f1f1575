import { seed } from "@tenetjs/core";
import { disposeTree, mapTree } from "@tenetjs/core/tensors";
import {
  type cellNames,
  type LanguageModelOptions,
  languageModel,
  streamingLanguageModel,
} from "@tenetjs/models";
import { randomTensor } from "@tenetjs/testing";

const temporalGate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;

/** Two layers of odd sizes, so that no row is a whole number of vectors of four. */
export function stackOf(cell: (typeof cellNames)[number]): LanguageModelOptions {
  const gate = cell.startsWith("phased-") ? { temporalGate } : {};
  return { vocabularySize: 9, hiddenSize: 7, layers: 2, cell, dropout: 0.5, ...gate };
}

/** A model whose biases are no zeros, and its stream; `held` counts what a backend holds. */
export function streamSubject(options: LanguageModelOptions, held: () => number) {
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
    model: streamingLanguageModel(network, params),
    vocabularySize: options.vocabularySize,
    held,
    free: () => disposeTree(params),
  };
}
