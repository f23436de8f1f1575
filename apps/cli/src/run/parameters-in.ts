import type { StoredTensors } from "./stored-weights.ts";

/** The parameters: all tensors of a file of weights, those under `params.` of a checkpoint. */
export function parametersIn(tensors: StoredTensors): StoredTensors {
  const prefix = "params.";
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  if (own.length === 0) return tensors;
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}
