import { memory } from "@tensorflow/tfjs-core";

/** How many more tensors there are after `run` than before it. `run` frees what it returns. */
export async function leakedTensors(run: () => unknown): Promise<number> {
  const before = memory().numTensors;
  await run();
  return memory().numTensors - before;
}
