import type { StoredTensor } from "./dtype.ts";

/** The parameters: all tensors of a file of weights, those under `params.` of a checkpoint. */
export function parametersIn(
  tensors: Readonly<Record<string, StoredTensor>>,
): Readonly<Record<string, StoredTensor>> {
  const prefix = "params.";
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  if (own.length === 0) return tensors;
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}
