import type { Tensor2D } from "@tensorflow/tfjs-core";

/** The state of a cell: `h`, its output, and what else the recipe keeps, such as the LSTM's `c`; `[batch, hidden]` each. */
export type CellState = { readonly h: Tensor2D; readonly [name: string]: Tensor2D };
