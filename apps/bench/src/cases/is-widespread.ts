import type { Network } from "./task.ts";

/** Whether PyTorch and tfjs-layers have the cell. */
export function isWidespread(cell: Network["cell"]): boolean {
  return cell === "rnn" || cell === "lstm" || cell === "gru";
}
