import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs-core";

/**
 * `wx` is `[input, gates * hidden]`, `wh` is `[hidden, gates * hidden]`, `b` is `[gates * hidden]`, gate by gate in the recipe's order;
 * gates that see only x have no columns in `wh`, and those that see only h none in `wx`. The recipe's per-unit parameters
 * stand beside them under their own names, `[hidden]` each.
 */
export type CellParams = {
  readonly wx: Tensor2D;
  readonly wh: Tensor2D;
  readonly b: Tensor1D;
  readonly [unitParameter: string]: Tensor;
};
