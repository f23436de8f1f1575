import { start } from "@tenetjs/backends";
import { beforeAll, expect, test, vi } from "vitest";
import { evaluate } from "./evaluate.ts";
import type { Objective } from "./objective.ts";
import { eventsOf, factsOf, first, scene } from "./scene.test.fixture.ts";
import { train } from "./train.ts";

beforeAll(() => start("wasm"));

/** The loss on a batch, computed as in training. */
async function lossOf({ objective, state, task }: ReturnType<typeof scene>, batch: number): Promise<number> {
  return (await evaluate({ objective, params: state.params, batches: [task.training.at(batch)] })).loss;
}

test("events come every reportEvery steps, with means over these steps and the last gradient norm", async () => {
  using one = scene();
  using two = scene();
  const each = await factsOf(train({ ...one.training, batches: first(one.task.training, 10) }));
  const found = await factsOf(
    train({ ...two.training, batches: first(two.task.training, 10), reportEvery: 4 }),
  );
  expect(found.map(({ step }) => step)).toEqual([4, 8, 10]);
  expect(found.flatMap((event) => event.each)).toEqual(each.map(({ loss, metrics }) => ({ loss, metrics })));
  for (const { step, loss, metrics, gradientNorm } of found) {
    const steps = each.slice(step === 10 ? 8 : step - 4, step);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(loss).toBe(mean(steps.map((event) => event.loss)));
    expect(metrics.accuracy).toBe(mean(steps.map((event) => event.metrics.accuracy!)));
    expect(gradientNorm).toBe(steps.at(-1)?.gradientNorm);
  }
});

test("events come after the same steps in a resumed run", async () => {
  using run = scene();
  const { training, task } = run;
  await eventsOf(train({ ...training, batches: first(task.training, 6), reportEvery: 4 }));
  const later = await eventsOf(
    train({ ...training, batches: first(task.training.from(6), 7), reportEvery: 4 }),
  );
  expect(later.map(({ step }) => step)).toEqual([8, 12, 13]);
});

test("events have the loss before the step and the state after it", async () => {
  using run = scene();
  const before = await lossOf(run, 0);
  for await (const event of train({ ...run.training, batches: first(run.task.training, 20) })) {
    expect(event.step).toBe(1);
    expect(run.state.step).toBe(1);
    expect(event.loss).toBeCloseTo(before, 5);
    break;
  }
  expect(await lossOf(run, 0)).toBeLessThan(before);
});

test("the time in events does not include that of their consumer", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    using run = scene();
    const objective: Objective = (...given) => {
      vi.advanceTimersByTime(3000);
      return run.objective(...given);
    };
    const told: number[] = [];
    const batches = first(run.task.training, 4);
    for await (const { seconds } of train({ ...run.training, objective, batches })) {
      told.push(seconds);
      vi.advanceTimersByTime(50_000);
    }
    expect(told).toEqual([3, 6, 9, 12]);
  } finally {
    vi.useRealTimers();
  }
});

test("a reportEvery of 0 is refused when train is called", () => {
  using run = scene();
  const options = { ...run.training, batches: first(run.task.training, 20), reportEvery: 0 };
  expect(() => train(options)).toThrow(
    /^train: expected reportEvery to be an integer of at least 1, got 0\./,
  );
});
