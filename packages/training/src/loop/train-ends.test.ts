import { start } from "@tenetjs/backends";
import { collect, every, pipe, seed, take } from "@tenetjs/core";
import { leakedTensors, numbersOf } from "@tenetjs/testing";
import { div, mul, sqrt } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { sgd } from "../optimizers/sgd.ts";
import type { Objective } from "./objective.ts";
import { contentsOf, eventsOf, factsOf, first, scene } from "./scene.test.fixture.ts";
import { train } from "./train.ts";
import type { TrainingBatch } from "./training-batch.ts";
import { disposeTrainingState, trainingState } from "./training-state.ts";

beforeAll(() => start("wasm"));

describe("training that ends before the last batch", () => {
  test("by break or by an operator leaves the state after the last step that was yielded", async () => {
    using whole = scene();
    using broken = scene();
    const once = await factsOf(train({ ...whole.training, batches: first(whole.task.training, 6) }));
    const { training, task, state } = broken;
    const leaked = await leakedTensors(async () => {
      for await (const { step } of train({ ...training, batches: first(task.training, 20) }))
        if (step === 2) break;
      expect(state.step).toBe(2);
      const seen: number[] = [];
      const run = train({ ...training, batches: task.training.from(2) });
      await collect(
        pipe(
          run,
          every(1, ({ step }) => seen.push(step)),
          take(2),
        ),
      );
      expect(seen).toEqual([3, 4]);
    });
    expect(leaked).toBe(0);
    const rest = await factsOf(train({ ...training, batches: first(task.training.from(4), 2) }));
    expect(rest).toEqual(once.slice(4));
  });

  test("by a signal finishes the current step, and reports the remaining steps", async () => {
    using run = scene();
    const { objective, training, task, state } = run;
    const abort = new AbortController();
    let steps = 0;
    const counting: Objective = (...given) => {
      steps += 1;
      if (steps === 6) abort.abort();
      return objective(...given);
    };
    const leaked = await leakedTensors(async () => {
      const options = {
        ...training,
        objective: counting,
        batches: first(task.training, 20),
        reportEvery: 4,
      };
      const events = await eventsOf(train({ ...options, signal: abort.signal }));
      expect(events.map(({ step }) => step)).toEqual([4, 6]);
    });
    expect([leaked, steps, state.step]).toEqual([0, 6, 6]);
  });

  test("by a signal from a timer works although no batch has to be waited for", async () => {
    using run = scene();
    const signal = AbortSignal.timeout(50);
    // If the signal had no effect, this would be endless, and fail by the time limit.
    const batches = first(run.task.training, 100_000);
    await eventsOf(train({ ...run.training, batches, signal }));
    expect(run.state.step).toBeLessThan(100_000);
  });

  test("by a signal that was aborted before the start runs no steps", async () => {
    using run = scene();
    const before = await contentsOf(run.state);
    const options = { ...run.training, batches: first(run.task.training, 20), signal: AbortSignal.abort() };
    expect(await eventsOf(train(options))).toEqual([]);
    expect(await contentsOf(run.state)).toEqual(before);
  });

  test.each(["objective", "optimizer", "batches"] as const)(
    "by an error of the %s leaves the state after the previous step, and leaks no tensors",
    async (culprit) => {
      using run = scene();
      using sound = scene();
      const { objective, optimizer, training, task, state } = run;
      const failAt = (step: number) => {
        if (step === 2) throw new Error(`no ${culprit}`);
      };
      const failing = {
        objective: (...given: Parameters<Objective>) => {
          const result = objective(...given);
          failAt(state.step);
          return result;
        },
        optimizer: {
          init: optimizer.init,
          update: (...given: Parameters<typeof optimizer.update>) => {
            const result = optimizer.update(...given);
            failAt(given[2].step);
            return result;
          },
        },
        batches: (function* () {
          for (const batch of task.training) {
            failAt(state.step);
            yield batch;
          }
        })(),
      };
      const leaked = await leakedTensors(async () => {
        const options = {
          ...training,
          batches: first(task.training, 20),
          [culprit]: failing[culprit],
          reportEvery: 5,
        };
        await expect(eventsOf(train(options))).rejects.toThrow(`no ${culprit}`);
      });
      expect(leaked).toBe(0);
      await eventsOf(train({ ...sound.training, batches: first(task.training, 2) }));
      expect(await contentsOf(state)).toEqual(await contentsOf(sound.state));
    },
  );
});

describe("a loss or gradient that is not finite", () => {
  test("ends the run before it changes the state, and says at which step and what to try", async () => {
    using run = scene();
    const { training, task, state } = run;
    const [good, ...rest] = [...first(task.training, 3)];
    const bad = {
      ...rest[0]!,
      inputs: { data: new Float32Array(8 * 4 * 10).fill(Number.NaN), shape: [8, 4, 10] },
    };
    const batches: TrainingBatch[] = [good!, bad, rest[1]!];
    const leaked = await leakedTensors(async () => {
      const events: number[] = [];
      const running = async () => {
        for await (const { loss } of train({ ...training, batches })) events.push(loss);
      };
      const error = await running().then(
        () => expect.unreachable(),
        (reason) => reason,
      );
      expect(error).toMatchObject({
        name: "TenetError",
        code: "DIVERGED",
        divergence: { step: 2, loss: Number.NaN, gradientNorm: Number.NaN, lastFinite: events[0] },
      });
      expect(error.message).toBe(
        "train: expected a finite loss and gradient, got a loss of NaN with a gradient norm of NaN at step 2. " +
          `The last finite loss was ${Number(events[0]!.toPrecision(6))}. Try a lower learning rate, stronger clipping, or another seed.`,
      );
    });
    expect(leaked).toBe(0);
    expect(state.step).toBe(1);
    expect((await numbersOf([state.params, state.optimizer])).every(Number.isFinite)).toBe(true);
  });

  test("is detected when the learning rate is far too large", async () => {
    using run = scene();
    const optimizer = sgd(3e38);
    const { state, objective } = run;
    const training = trainingState({ params: state.params, optimizer });
    const running = eventsOf(
      train({ state: training, objective, optimizer, rng: seed(0), batches: first(run.task.training, 20) }),
    );
    await expect(running).rejects.toMatchObject({ code: "DIVERGED" });
    disposeTrainingState(training);
  });

  test.each([
    [
      "in the first step suggests to check the initialisation",
      0,
      /got a loss of Infinity .* at step 1\. This was the first step of the run:/,
    ],
    ["in a report of several steps names the first of them", 2, /at step 3\. The last finite loss was/],
  ])("%s", async (_, at, message) => {
    using run = scene();
    const { training, task, objective, state } = run;
    const spoilt: Objective = (params, batch, context) => {
      const result = objective(params, batch, context);
      return state.step === at ? { ...result, loss: div(result.loss, 0) } : result;
    };
    const running = eventsOf(
      train({ ...training, objective: spoilt, batches: first(task.training, 20), reportEvery: 5 }),
    );
    await expect(running).rejects.toThrow(message);
  });

  test("is detected when the gradient is not finite although the loss is", async () => {
    using run = scene();
    const { training, task, objective } = run;
    const steep: Objective = (params, batch, context) => {
      const result = objective(params, batch, context);
      return { ...result, loss: sqrt(mul(result.loss, 0)) };
    };
    const running = eventsOf(train({ ...training, objective: steep, batches: first(task.training, 20) }));
    await expect(running).rejects.toMatchObject({ divergence: { step: 1, loss: 0 } });
    expect(run.state.step).toBe(0);
  });
});
