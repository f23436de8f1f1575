import type { CellName } from "@tenetjs/cells";
import { cellShape } from "./cell-shape.ts";
import type { Network } from "./task.ts";

/** `network` with layers of `cell`. */
export function withCell(network: Omit<Network, "cell" | "shape">, cell: CellName): Network {
  return { ...network, cell, shape: cellShape(cell) };
}

/** The model of a book's characters: 2 layers of 128. */
export const textNetwork = withCell(
  { reads: "ids", inputSize: 87, hiddenSize: 128, layers: 2, classes: 87 },
  "lstm",
);

/** A model of a book's words. The logits of a batch would take 150 MB. */
export const wordsNetwork: Network = { ...textNetwork, token: "word", inputSize: 20_000, classes: 20_000 };

/** The model of a chat's characters: 3 layers of 256. */
export const chatNetwork: Network = {
  ...textNetwork,
  inputSize: 100,
  hiddenSize: 256,
  layers: 3,
  classes: 100,
};

/** The model that reads a palindrome's digits as numbers and predicts the last one: 1 layer of 128. */
export const palindromeNetwork = withCell(
  { reads: "numbers", inputSize: 1, hiddenSize: 128, layers: 1, classes: 10 },
  "lstm",
);

/** One layer of the text model, so that along a scaling figure only the size changes. */
export const singleLayerNetwork: Network = { ...textNetwork, layers: 1 };
