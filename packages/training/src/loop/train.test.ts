import { seed } from "@tenetjs/core";
import { leakedTensors, onEachBackend } from "@tenetjs/testing";
import { memory } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { contentsOf, eventsOf, factsOf, first, scene } from "./scene.test.fixture.ts";
import { train } from "./train.ts";

await onEachBackend((backend) => {
  // A software adapter takes most of a second for each step.
  const steps = backend === "webgpu" ? 4 : 100;

  test("a run with the same seeds has the same losses, to the bit", async () => {
    using one = scene({ dropout: 0.3, layers: 2 });
    using two = scene({ dropout: 0.3, layers: 2 });
    const [a, b] = [one, two].map(({ training, task }) => ({
      ...training,
      batches: first(task.training, steps / 4),
    }));
    expect(await factsOf(train(b!))).toEqual(await factsOf(train(a!)));
    expect(await contentsOf(two.state)).toEqual(await contentsOf(one.state));
  });

  test("a run with another seed of dropout has other losses", async () => {
    using one = scene({ dropout: 0.3 });
    using two = scene({ dropout: 0.3 });
    const [a] = await eventsOf(train({ ...one.training, batches: first(one.task.training, 1) }));
    const batches = first(two.task.training, 1);
    const [b] = await eventsOf(train({ ...two.training, rng: seed("another"), batches }));
    expect(b?.loss).not.toBe(a?.loss);
  });

  test("a resumed run is bit-identical to an uninterrupted one", async () => {
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

  test("the number of tensors does not grow over many steps, and all are freed at the end", async () => {
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
