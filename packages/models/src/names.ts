export { type CellName, cellNames } from "@tenetjs/cells/names";

/**
 * The names of the weight initialisations. `default` is Xavier for input weights and orthogonal for recurrent weights; `identity` is
 * Xavier and identity; `normal` is N(0, 1), as in the UvA course; `normal-1e-4` is N(0, 1e-8); `pytorch` is
 * U(-1/sqrt(hidden), 1/sqrt(hidden)). The others use the same initialiser for both.
 */
export const initialisationNames = [
  "default",
  "xavier",
  "he",
  "orthogonal",
  "identity",
  "normal",
  "normal-1e-4",
  "pytorch",
] as const;

export type InitialisationName = (typeof initialisationNames)[number];

/** The kinds of models, by the names that files give them. */
export const networkKinds = [
  "language-model",
  "sequence-classifier",
  "step-classifier",
  "sequence-regressor",
  "step-regressor",
] as const;

export type NetworkKind = (typeof networkKinds)[number];
