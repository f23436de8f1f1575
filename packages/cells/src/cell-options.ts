import type { BiasInitialiser } from "./bias.ts";
import type { Initialiser } from "./initialisers.ts";

export type CellOptions = {
  /** The size of one step's input. If steps are ids, the number of ids. */
  readonly inputSize: number;
  /** The number of units. */
  readonly hiddenSize: number;
  /** The initial values of each gate's block of `wx`. Default: `xavier()`. */
  readonly inputWeights?: Initialiser;
  /** The initial values of each gate's block of `wh`. Default: `orthogonal()`. */
  readonly recurrentWeights?: Initialiser;
  /** The initial biases. Default: `forgetBias(1)`, which is 0 for a cell without a gate that keeps memory. */
  readonly bias?: BiasInitialiser;
};
