import { asWebGpuBackend } from "@tenetjs/backends/internals";
import { webgpuForTests } from "@tenetjs/testing";
import { backend, memory } from "@tensorflow/tfjs-core";
import { expect, test, vi } from "vitest";
import { defaultsOf } from "../element/control.ts";
import { raceDefinition } from "./race-definition.ts";
import type { RaceFact, RaceValues } from "./race-facts.ts";
import { addFact, raceRecord } from "./race-record.ts";
import { accuracySentence, gradientSentence } from "./race-sentences.ts";
import { raceWorker } from "./race-worker.ts";

// Clipped gradients hardly ever diverge, so the IndRNN's third step is made to fail.
vi.mock("./lane.ts", async (original) => {
  const { lane } = await original<typeof import("./lane.ts")>();
  return {
    lane: (...given: Parameters<typeof lane>) => {
      const [, cell] = given;
      const made = lane(...given);
      let steps = 0;
      const step = () => {
        steps += 1;
        return cell === "indrnn" && steps === 3
          ? Promise.reject(new Error("The third step fails."))
          : made.step();
      };
      return { ...made, step };
    },
  };
});

const values: RaceValues = {
  ...defaultsOf(raceDefinition.controls),
  length: 5,
  hiddenSize: 8,
  backend: "cpu",
};

const lossesOf = (facts: readonly RaceFact[]) =>
  facts.flatMap((fact) => (fact.kind === "losses" ? [[fact.step, ...fact.lanes]] : []));

/** A race that has begun, the facts that it has told, and a promise of so many steps. */
async function begun(changed: Partial<RaceValues> = {}) {
  const worker = raceWorker();
  const facts: RaceFact[] = [];
  const place = await worker.begin({ ...values, ...changed }, (some) => facts.push(...some));
  const until = (steps: number) =>
    vi.waitFor(() => expect(lossesOf(facts).length).toBeGreaterThanOrEqual(steps), 60_000);
  return { worker, facts, place, until };
}

test("a race steps, plays, pauses, and repeats to the bit from the same seed", async () => {
  const { worker, facts, place, until } = await begun();
  expect(place.backend).toBe("cpu");
  expect(facts).toEqual([expect.objectContaining({ kind: "evaluation", step: 0 })]);
  worker.step();
  await until(1);
  worker.play();
  await until(12);
  await worker.pause();
  const { length } = facts;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(facts.length).toBe(length);
  const evaluated = facts.flatMap((fact) => (fact.kind === "evaluation" ? [fact.step] : []));
  expect(evaluated.slice(0, 5)).toEqual([0, 1, 2, 5, 10]);

  const before = memory().numTensors;
  const again: RaceFact[] = [];
  await worker.begin(values, (some) => again.push(...some));
  expect(memory().numTensors).toBe(before);
  worker.play();
  await vi.waitFor(() => expect(lossesOf(again).length).toBeGreaterThanOrEqual(10), 60_000);
  await worker.pause();
  expect(lossesOf(again).slice(0, 10)).toEqual(lossesOf(facts).slice(0, 10));
});

test("networks tell how they read a palindrome while they train", async () => {
  const { worker, until } = await begun({ third: "layer-norm-lstm", length: 4, hiddenSize: 8 });
  worker.play();
  await until(2);
  const replay = await worker.replay(3);
  await worker.pause();
  expect(replay.row).toBe(3);
  const [rnn, lstm, normalised] = replay.lanes;
  expect(rnn?.traces.map(({ name }) => name)).toEqual(["h"]);
  expect(lstm?.traces.map(({ name }) => name)).toEqual(["input", "forget", "candidate", "output", "h", "c"]);
  // It is not made of a recipe.
  expect(normalised?.traces).toEqual([]);
  for (const lane of replay.lanes) {
    expect(lane?.answers).toHaveLength(3);
    for (const answer of lane?.answers ?? [])
      expect(answer.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 4);
  }
});

test("a network that fails leaves the race with the reason, and the other goes on", async () => {
  const { worker, facts, until } = await begun({ first: "indrnn" });
  worker.play();
  await until(6);
  await worker.pause();
  const failures = facts.filter(({ kind }) => kind === "failure");
  expect(failures).toEqual([{ kind: "failure", lane: 0, message: "The third step fails." }]);
  expect(lossesOf(facts)[2]).toEqual([3, undefined, expect.any(Number)]);
  expect(lossesOf(facts).at(-1)).toEqual([expect.any(Number), undefined, expect.any(Number)]);
});

const webgpu = await webgpuForTests();

test.skipIf(!webgpu.available)(
  "a race whose GPU is lost goes on from its last evaluation, on WASM",
  async () => {
    const { worker, facts, until } = await begun({ backend: "webgpu", length: 4 });
    worker.play();
    await until(3);
    asWebGpuBackend(backend()).device.destroy();
    await vi.waitFor(() => expect(facts.map(({ kind }) => kind)).toContain("moved"), 60_000);
    const moved = facts.findIndex(({ kind }) => kind === "moved");
    await vi.waitFor(() => expect(lossesOf(facts.slice(moved)).length).toBeGreaterThan(3), 60_000);
    await worker.pause();
    expect(facts[moved]).toMatchObject({ line: expect.stringMatching(/^WASM/) });
    expect(facts.filter(({ kind }) => kind === "failure")).toEqual([]);
    // Steps that were made on the GPU, and again on WASM, have the same losses.
    const [before, after] = [lossesOf(facts.slice(0, moved)), lossesOf(facts.slice(moved))];
    const record = raceRecord({ ...values, length: 4 });
    for (const fact of facts) addFact(record, fact);
    expect(record.lanes[0]?.batchLoss.map(([step]) => step)).toEqual(
      Array.from({ length: record.step }, (_, index) => index + 1),
    );
    for (const [step, ...losses] of after) {
      const same = before.find(([other]) => other === step);
      if (same !== undefined) expect(losses[0]).toBeCloseTo(same[1] as number, 4);
    }
  },
);

test("sentences say what the record shows", () => {
  const record = raceRecord({ ...values, length: 30 });
  expect(accuracySentence(record)).toBe("At T = 30, the networks have not answered yet.");
  const lane = (accuracy: number, first: number) => ({ accuracy, loss: 1, norms: [first, 0.5, 1] });
  addFact(record, { kind: "evaluation", step: 0, lanes: [lane(0.1, 1.2e-7), lane(0.08, 0.2)] });
  expect(accuracySentence(record)).toBe(
    "At T = 30, before training, the RNN is right 10 % of the time and the LSTM 8 %. A guess is right 10 %.",
  );
  addFact(record, { kind: "evaluation", step: 1200, lanes: [lane(0.104, 1.2e-7), lane(0.996, 4)] });
  expect(accuracySentence(record)).toBe(
    "At T = 30, after 1,200 steps, the RNN is right 10 % of the time and the LSTM 100 %. A guess is right 10 %.",
  );
  expect(gradientSentence(record)).toBe(
    "In the RNN, one part in 8.3 million of the gradient at the last digit reaches the first; in the LSTM, 4 times the amount.",
  );
});
