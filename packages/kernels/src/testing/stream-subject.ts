import { type CellName, isPhased } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { disposeTree, mapTree } from "@tenetjs/core/tensors";
import { type LanguageModelOptions, languageModel, streamingLanguageModel } from "@tenetjs/models";
import { randomTensor } from "@tenetjs/testing";
import { temporalGate } from "./tried-cells.ts";

/** Two layers of odd sizes, so that no row is a whole number of vectors of four. */
export function stackOf(cell: CellName): LanguageModelOptions {
  const gate = isPhased(cell) ? { temporalGate } : {};
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
