import { disposeTree, tidied } from "@tenetjs/core/tensors";
import { memory, type Tensor } from "@tensorflow/tfjs-core";
import type { Results } from "../sequence.ts";

/** The results of a computation on tfjs's current backend. */
export type Computed = {
  readonly results: Results;
  /** Whether a second run gave the same values to the bit. */
  readonly repeats: boolean;
  /** The number of tensors that the runs leaked. */
  readonly leaked: number;
};

/** The results of `compute`, which runs twice. Frees its intermediate tensors. */
export async function computedTwice(compute: () => Record<string, Tensor>): Promise<Computed> {
  const before = memory().numTensors;
  const results = await valuesOf(compute);
  const again = await valuesOf(compute);
  const repeats = Object.entries(results).every(([name, values]) =>
    values.every((value, index) => Object.is(value, again[name]?.[index])),
  );
  return { results, repeats, leaked: memory().numTensors - before };
}

async function valuesOf(compute: () => Record<string, Tensor>): Promise<Record<string, Float32Array>> {
  const tensors = tidied(compute);
  const read = Object.entries(tensors).map(
    async ([name, tensor]) => [name, (await tensor.data()) as Float32Array] as const,
  );
  const values = Object.fromEntries(await Promise.all(read));
  disposeTree(tensors);
  return values;
}
