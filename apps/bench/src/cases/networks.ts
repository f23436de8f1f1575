import type { Network } from "./task.ts";

/** The model of a book's characters: 2 layers of 128. */
export const textNetwork: Network = {
  cell: "lstm",
  reads: "ids",
  inputSize: 87,
  hiddenSize: 128,
  layers: 2,
  classes: 87,
};

/** The model of a chat's characters: 3 layers of 256. */
export const chatNetwork: Network = {
  ...textNetwork,
  inputSize: 100,
  hiddenSize: 256,
  layers: 3,
  classes: 100,
};

/** What reads a palindrome's digits as numbers and names the last: 1 layer of 128. */
export const palindromeNetwork: Network = {
  cell: "lstm",
  reads: "numbers",
  inputSize: 1,
  hiddenSize: 128,
  layers: 1,
  classes: 10,
};

/** One layer, so that a size is all that changes along a scaling figure. */
export const singleLayerNetwork: Network = { ...textNetwork, layers: 1 };
