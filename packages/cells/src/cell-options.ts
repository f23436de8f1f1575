import type { BiasInitialiser } from "./bias.ts";
import type { Initialiser } from "./initialisers.ts";

export type CellOptions = {
  /** The size of a step's input; the number of ids, where steps are ids. */
  readonly inputSize: number;
  readonly hiddenSize: number;
  /** Starting values of each gate's block of `wx`. Default: xavier(). */
  readonly inputWeights?: Initialiser;
  /** Starting values of each gate's block of `wh`. Default: orthogonal(). */
  readonly recurrentWeights?: Initialiser;
  /** Starting biases. Default: forgetBias(1), which is 0 for a cell without a gate that keeps memory. */
  readonly bias?: BiasInitialiser;
};
