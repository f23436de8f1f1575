import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs-core";

/**
 * The parameters of a cell. `wx` is `[input, gates * hidden]`, `wh` is `[hidden, gates * hidden]` and `b` is `[gates * hidden]`, with one
 * block of columns per gate in the recipe's order. A gate that sees only x has no columns in `wh`; a gate that sees only h has none in
 * `wx`. The recipe's per-unit parameters have their own names, `[hidden]` each.
 */
export type CellParams = {
  readonly wx: Tensor2D;
  readonly wh: Tensor2D;
  readonly b: Tensor1D;
  readonly [unitParameter: string]: Tensor;
};
