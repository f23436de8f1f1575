import { memory } from "@tensorflow/tfjs-core";

/** The number of tensors that `run` leaks. `run` has to free its result. */
export async function leakedTensors(run: () => unknown): Promise<number> {
  const before = memory().numTensors;
  await run();
  return memory().numTensors - before;
}
