import { start } from "@tenetjs/backends";
import { asWebGpuBackend } from "@tenetjs/backends/internals";
import { decodeSafetensors, encodeSafetensors, restoreState, storeState } from "@tenetjs/checkpoints";
import { webgpuForTests } from "@tenetjs/testing";
import { backend, memory } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { eventsOf, first, scene } from "./scene.test.fixture.ts";
import { train } from "./train.ts";
import { disposeTrainingState, type TrainingState } from "./training-state.ts";

const webgpu = await webgpuForTests();

describe.skipIf(!webgpu.available)("training on a GPU device that is lost", () => {
  const lose = () => asWebGpuBackend(backend()).device.destroy();

  test.each([1, 3])(
    "ends with an error that says so, and its tensors can be freed, with an event every %i steps",
    async (reportEvery) => {
      await start("webgpu");
      const before = memory().numTensors;
      const { training, task, state } = scene();
      const run = train({ ...training, batches: task.training, reportEvery });
      await run.next();
      const { step } = state;
      lose();
      await expect(eventsOf(run)).rejects.toMatchObject({ code: "DEVICE_LOST" });
      expect(state.step).toBeGreaterThanOrEqual(step);
      disposeTrainingState(state);
      expect(memory().numTensors).toBe(before);
    },
  );

  test("resumes from a checkpoint on a new device with the same results", async () => {
    await start("webgpu");
    const { training, task, state } = scene();
    await eventsOf(train({ ...training, batches: first(task.training, 2) }));
    const { tensors, metadata } = await storeState(state);
    const file = encodeSafetensors(tensors, metadata);
    const [expected] = await eventsOf(train({ ...training, batches: first(task.training.from(2), 1) }));
    lose();
    await expect(storeState(state)).rejects.toMatchObject({ code: "DEVICE_LOST" });
    disposeTrainingState(state);

    await start("webgpu");
    using fresh = scene();
    const restored: TrainingState = restoreState(fresh.state, decodeSafetensors(file));
    const [event] = await eventsOf(
      train({ ...fresh.training, state: restored, batches: first(task.training.from(2), 1) }),
    );
    expect(event?.step).toBe(3);
    expect(event?.loss).toBeCloseTo(expected?.loss as number, 6);
    disposeTrainingState(restored);
  });
});
