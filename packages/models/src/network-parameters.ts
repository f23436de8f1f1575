import { type ModelOptions, parameterCount } from "./parameter-count.ts";

/** The number of parameters of the network that `options` describe, however many layers that are. */
export function networkParameters(options: ModelOptions): number {
  const { layers = 1 } = options;
  const one = parameterCount({ ...options, layers: 1 }).total;
  if (layers === 1) return one;
  // All layers after the first are alike. A list of a million of them would take longer than the answer is worth.
  return one + (layers - 1) * (parameterCount({ ...options, layers: 2 }).total - one);
}
