import { expect, test } from "vitest";
import { textNetwork } from "../cases/networks.ts";
import type { NetworkTask } from "../cases/task.ts";
import { workloadOf } from "../cases/workload.ts";
import { prepare } from "./tenet.ts";
import { variationNames } from "./variations.ts";

const network = { ...textNetwork, inputSize: 11, classes: 11, hiddenSize: 8 };
const task: NetworkTask = { kind: "train", network, batch: 3, time: 5, withVariations: true };
const options = { backend: "wasm", threads: 1, fused: true } as const;

test.each(variationNames)(
  "a step with %s learns from its batches, and is not the bare step",
  async (variation) => {
    const workload = workloadOf(task);
    const bare = await prepare(workload, options);
    const varied = await prepare(workload, { ...options, variation });
    const [first, second] = [await bare.check(), await varied.check()];
    expect(second).not.toBe(first);
    await varied.work();
    // Chance is ln 11, about 2.4. The third step's loss of a network that diverged would be far above it.
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThan(3.5);
  },
);
