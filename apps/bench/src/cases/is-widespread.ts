import type { Network } from "./task.ts";

/** Whether other libraries have the cell, as PyTorch and tfjs-layers do. */
export function isWidespread(cell: Network["cell"]): boolean {
  return cell === "rnn" || cell === "lstm" || cell === "gru";
}
