import { seed } from "@tenetjs/core";
import { leakedTensors, onEachBackend } from "@tenetjs/testing";
import { memory } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { contentsOf, eventsOf, factsOf, first, scene } from "./scene.test.fixture.ts";
import { train } from "./train.ts";

await onEachBackend((backend) => {
  // A graphics card played by the processor takes most of a second a step.
  const steps = backend === "webgpu" ? 4 : 100;

  test("a run has the same losses again for the same seeds, to the last bit", async () => {
    using one = scene({ dropout: 0.3, layers: 2 });
    using two = scene({ dropout: 0.3, layers: 2 });
    const [a, b] = [one, two].map(({ training, task }) => ({
      ...training,
      batches: first(task.training, steps / 4),
    }));
    expect(await factsOf(train(b!))).toEqual(await factsOf(train(a!)));
    expect(await contentsOf(two.state)).toEqual(await contentsOf(one.state));
  });

  test("a run has other losses for another seed of dropout", async () => {
    using one = scene({ dropout: 0.3 });
    using two = scene({ dropout: 0.3 });
    const [a] = await eventsOf(train({ ...one.training, batches: first(one.task.training, 1) }));
    const batches = first(two.task.training, 1);
    const [b] = await eventsOf(train({ ...two.training, rng: seed("another"), batches }));
    expect(b?.loss).not.toBe(a?.loss);
  });

  test("a run in two parts goes on bit for bit", async () => {
    using whole = scene({ dropout: 0.3 });
    using parts = scene({ dropout: 0.3 });
    const once = await factsOf(train({ ...whole.training, batches: first(whole.task.training, steps / 2) }));
    const { training, task, state } = parts;
    const earlier = await factsOf(train({ ...training, batches: first(task.training, steps / 4) }));
    const later = await factsOf(
      train({ ...training, batches: first(task.training.from(state.step), steps / 4) }),
    );
    expect([...earlier, ...later]).toEqual(once);
    expect(await contentsOf(parts.state)).toEqual(await contentsOf(whole.state));
  });

  test("a run keeps the number of tensors level over many steps, and gives all of them back", async () => {
    const leaked = await leakedTensors(async () => {
      using run = scene({ dropout: 0.3 });
      const counts = new Set<number>();
      for await (const _ of train({ ...run.training, batches: first(run.task.training, steps) }))
        counts.add(memory().numTensors);
      expect(counts.size).toBe(1);
    });
    expect(leaked).toBe(0);
  });
});
