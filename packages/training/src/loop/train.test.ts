import { collect, every, pipe, seed, take } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { strips } from "@tenetjs/datasets";
import { languageModel } from "@tenetjs/models";
import { largestDifference, leakedTensors, onEachBackend } from "@tenetjs/testing";
import { div, memory, mul, sqrt, tensor2d } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { sgd } from "../optimizers/sgd.ts";
import { evaluate } from "./evaluate.ts";
import { crossEntropy, type Objective } from "./objective.ts";
import { contentsOf, eventsOf, first, numbersOf, scene } from "./scene.test.fixture.ts";
import { train } from "./train.ts";
import type { TrainingBatch } from "./training-batch.ts";
import { disposeTrainingState, trainingState } from "./training-state.ts";

const factsOf = async (run: ReturnType<typeof train>) =>
  (await eventsOf(run)).map(({ seconds: _, ...facts }) => facts);

/** The loss on a batch, by what training would have it. */
async function lossOf({ objective, state, task }: ReturnType<typeof scene>, batch: number): Promise<number> {
  return (await evaluate({ objective, params: state.params, batches: [task.training.at(batch)] })).loss;
}

await onEachBackend(() => {
  describe("a run", () => {
    test("has the same losses again for the same seeds, to the last bit", async () => {
      using one = scene({ dropout: 0.3, layers: 2 });
      using two = scene({ dropout: 0.3, layers: 2 });
      const [a, b] = [one, two].map(({ training, task }) => ({
        ...training,
        batches: first(task.training, 20),
      }));
      expect(await factsOf(train(b!))).toEqual(await factsOf(train(a!)));
      expect(contentsOf(two.state)).toEqual(contentsOf(one.state));
    });

    test("has other losses for another seed of dropout", async () => {
      using one = scene({ dropout: 0.3 });
      using two = scene({ dropout: 0.3 });
      const [a] = await eventsOf(train({ ...one.training, batches: first(one.task.training, 1) }));
      const batches = first(two.task.training, 1);
      const [b] = await eventsOf(train({ ...two.training, rng: seed("another"), batches }));
      expect(b?.loss).not.toBe(a?.loss);
    });

    test("in two parts goes on bit for bit", async () => {
      using whole = scene({ dropout: 0.3 });
      using parts = scene({ dropout: 0.3 });
      const once = await factsOf(train({ ...whole.training, batches: first(whole.task.training, 20) }));
      const { training, task, state } = parts;
      const earlier = await factsOf(train({ ...training, batches: first(task.training, 10) }));
      const later = await factsOf(train({ ...training, batches: first(task.training.from(state.step), 10) }));
      expect([...earlier, ...later]).toEqual(once);
      expect(contentsOf(parts.state)).toEqual(contentsOf(whole.state));
    });

    test("keeps the number of tensors level over 100 steps, and gives all of them back", async () => {
      const leaked = await leakedTensors(async () => {
        using run = scene({ dropout: 0.3 });
        const counts = new Set<number>();
        for await (const { step } of train({ ...run.training, batches: first(run.task.training, 100) }))
          if (step > 0) counts.add(memory().numTensors);
        expect(counts.size).toBe(1);
      });
      expect(leaked).toBe(0);
    });

    test("learns", async () => {
      using run = scene({ hiddenSize: 32 });
      const events = await eventsOf(
        train({ ...run.training, batches: first(run.task.training, 60), reportEvery: 20 }),
      );
      expect(events[0]!.loss).toBeLessThan(2.4);
      expect(events[2]!.loss).toBeLessThan(events[0]!.loss - 0.3);
    });
  });

  describe("events", () => {
    test("come every so many steps, with means over them and the last gradient norm", async () => {
      using one = scene();
      using two = scene();
      const each = await factsOf(train({ ...one.training, batches: first(one.task.training, 10) }));
      const found = await factsOf(
        train({ ...two.training, batches: first(two.task.training, 10), reportEvery: 4 }),
      );
      expect(found.map(({ step }) => step)).toEqual([4, 8, 10]);
      for (const { step, loss, metrics, gradientNorm } of found) {
        const steps = each.slice(step === 10 ? 8 : step - 4, step);
        const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(loss).toBe(mean(steps.map((event) => event.loss)));
        expect(metrics.accuracy).toBe(mean(steps.map((event) => event.metrics.accuracy!)));
        expect(gradientNorm).toBe(steps.at(-1)?.gradientNorm);
      }
    });

    test("fall on the same steps after a run went on", async () => {
      using run = scene();
      const { training, task } = run;
      await eventsOf(train({ ...training, batches: first(task.training, 6), reportEvery: 4 }));
      const later = await eventsOf(
        train({ ...training, batches: first(task.training.from(6), 7), reportEvery: 4 }),
      );
      expect(later.map(({ step }) => step)).toEqual([8, 12, 13]);
    });

    test("have the loss before the step and the state after it", async () => {
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

    test("do not count the time that their reader takes", async () => {
      using run = scene();
      const start = performance.now();
      let last = 0;
      for await (const { seconds } of train({ ...run.training, batches: first(run.task.training, 4) })) {
        last = seconds;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const elapsed = (performance.now() - start) / 1000;
      expect(last).toBeGreaterThan(0);
      // Four waits of 50 ms; a timer may be a millisecond early.
      expect(last).toBeLessThan(elapsed - 0.19);
    });

    test("every 0 steps are refused at once", () => {
      using run = scene();
      const options = { ...run.training, batches: first(run.task.training, 20), reportEvery: 0 };
      expect(() => train(options)).toThrow(
        /^train: expected reportEvery to be an integer of at least 1, got 0\./,
      );
    });
  });

  describe("an end before the last batch", () => {
    test("by break or by an operator leaves the state whole, after the last step seen", async () => {
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

    test("by a signal finishes the step that is under way, and reports what is left to report", async () => {
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

    test("by a signal given before the start does nothing", async () => {
      using run = scene();
      const before = contentsOf(run.state);
      const options = { ...run.training, batches: first(run.task.training, 20), signal: AbortSignal.abort() };
      expect(await eventsOf(train(options))).toEqual([]);
      expect(contentsOf(run.state)).toEqual(before);
    });

    test.each(["objective", "optimizer", "batches"] as const)(
      "by an error of the %s leaves the state after the step before, and no tensor behind",
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
        expect(contentsOf(state)).toEqual(contentsOf(sound.state));
      },
    );
  });

  describe("batches that go on from each other", () => {
    const tokens = Int32Array.from({ length: 61 }, (_, index) => (index * index + (index % 3)) % 5);
    const read = (time: number, epochs = 1) => strips(tokens, { batch: 2, time, epochs });
    const model = languageModel({
      cell: "phased-lstm",
      vocabularySize: 5,
      hiddenSize: 4,
      temporalGate: { period: [2, 8], openRatio: 0.5 },
    });

    /** A state whose parameters hardly move. */
    const still = () => {
      const params = model.init(seed(3));
      const optimizer = sgd(1e-30);
      const state = trainingState({ params, optimizer });
      disposeTree(params);
      return { state, optimizer, objective: crossEntropy(model), rng: seed(0) };
    };

    test("carry the state and its position, as if the strip were read at once", async () => {
      const training = still();
      const { state } = training;
      await eventsOf(train({ ...training, batches: read(5) }));
      const ids = tensor2d(
        [0, 30].flatMap((start) => [...tokens.subarray(start, start + 30)]),
        [2, 30],
        "int32",
      );
      const run = { training: true, rng: seed(0) };
      const whole = model.apply(state.params as ReturnType<typeof model.init>, ids, run);
      expect(state.carried?.position).toBe(30);
      expect(largestDifference(numbersOf(state.carried!.state), numbersOf(whole.state))).toBeLessThan(1e-5);
      disposeTree([ids, whole.logits, whole.state]);
      disposeTrainingState(state);
    });

    test("start anew where they say so", async () => {
      const training = still();
      const { state } = training;
      await eventsOf(train({ ...training, batches: first(read(5, 2), 7) }));
      const again = contentsOf(state).carried;
      expect(again?.position).toBe(5);
      const afresh = still();
      await eventsOf(train({ ...afresh, batches: first(read(5), 1) }));
      expect(again).toEqual(contentsOf(afresh.state).carried);
      disposeTrainingState(state);
      disposeTrainingState(afresh.state);
    });

    test("go on bit for bit after a pause, and leak nothing", async () => {
      const leaked = await leakedTensors(async () => {
        const [whole, parts] = [still(), still()];
        const once = await factsOf(train({ ...whole, batches: read(5) }));
        const earlier = await factsOf(train({ ...parts, batches: first(read(5), 3) }));
        const later = await factsOf(train({ ...parts, batches: read(5).from(3) }));
        expect([...earlier, ...later]).toEqual(once);
        expect(contentsOf(parts.state)).toEqual(contentsOf(whole.state));
        disposeTrainingState(whole.state);
        disposeTrainingState(parts.state);
      });
      expect(leaked).toBe(0);
    });

    test("carry nothing when they are independent", async () => {
      using run = scene();
      await eventsOf(train({ ...run.training, batches: first(run.task.training, 2) }));
      expect(run.state.carried).toBeUndefined();
    });
  });

  describe("a loss or gradient that is not finite", () => {
    test("ends the run before it reaches the state, and says where and what to try", async () => {
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
            `The loss before was ${Number(events[0]!.toPrecision(6))}. Try a lower learning rate, a smaller clip, or another seed.`,
        );
      });
      expect(leaked).toBe(0);
      expect(state.step).toBe(1);
      expect(numbersOf([state.params, state.optimizer]).every(Number.isFinite)).toBe(true);
    });

    test("is found when a rate is far too large", async () => {
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
        "in the first step points to the start",
        0,
        /got a loss of Infinity .* at step 1\. This was the run's first step:/,
      ],
      ["in a report of several steps names the first of them", 2, /at step 3\. The loss before was/],
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

    test("is found though the loss is finite, when its gradient is not", async () => {
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
});
