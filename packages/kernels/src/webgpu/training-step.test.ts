import { start } from "@tenetjs/backends";
import type { CellName } from "@tenetjs/cells";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { languageModel } from "@tenetjs/models";
import { webgpuForTests } from "@tenetjs/testing";
import {
  adam,
  chain,
  clipByGlobalNorm,
  crossEntropy,
  disposeTrainingState,
  type TrainingBatch,
  train,
  trainingState,
} from "@tenetjs/training";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { configureKernels } from "../configure.ts";
import "../register.ts";
import { dispatchesOf } from "../testing/dispatches.ts";

const webgpu = await webgpuForTests();

describe.skipIf(!webgpu.available)("a training step of two layers on webgpu", () => {
  beforeAll(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });
  afterEach(() => configureKernels({}));

  /** The number of dispatches of the second step, whose loss and metrics are read. */
  async function dispatchesOfStep(time: number, cell: CellName = "lstm"): Promise<number> {
    const [batch, vocabularySize] = [4, 11];
    const model = languageModel({ vocabularySize, hiddenSize: 8, layers: 2, cell });
    const params = model.init(seed(1));
    const optimizer = chain(clipByGlobalNorm(5), adam(2e-3));
    const state = trainingState({ params, optimizer });
    disposeTree(params);
    const ids = {
      data: Int32Array.from({ length: batch * time }, (_, index) => index % vocabularySize),
      shape: [batch, time],
    };
    const batches = Array<TrainingBatch>(2).fill({ inputs: ids, targets: ids });
    const events = train({
      state,
      objective: crossEntropy(model),
      optimizer,
      batches,
      rng: seed(1),
    });
    await events.next();
    const count = await dispatchesOf(() => events.next());
    disposeTrainingState(state);
    return count;
  }

  test("takes four dispatches for each time step and at most 30 more", async () => {
    configureKernels({ webgpu: { scan: "stepwise" } });
    const [short, long] = [await dispatchesOfStep(3), await dispatchesOfStep(8)];
    expect(long - short).toBe(4 * 5);
    expect(short - 4 * 3).toBeLessThanOrEqual(30);
  });

  test("takes the same number for longer sequences with the persistent scan", async () => {
    configureKernels({ webgpu: { scan: "persistent" } });
    const [short, long] = [await dispatchesOfStep(3), await dispatchesOfStep(8)];
    expect(long).toBe(short);
    expect(short).toBeLessThanOrEqual(34);
  });

  test("takes the same number for longer sequences of independent units, whatever the options say", async () => {
    configureKernels({ webgpu: { scan: "stepwise" } });
    const [short, long] = [await dispatchesOfStep(3, "min-gru"), await dispatchesOfStep(8, "min-gru")];
    expect(long).toBe(short);
  });
});
