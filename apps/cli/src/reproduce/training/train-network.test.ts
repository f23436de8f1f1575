import { start } from "@tenetjs/backends";
import { memory } from "@tensorflow/tfjs-core";
import "@tenetjs/kernels/register";
import { beforeAll, expect, test } from "vitest";
import { trainNetwork } from "./train-network.ts";
import type { TrainingSpec } from "./training-spec.ts";

beforeAll(() => start("wasm"));

const small: TrainingSpec = {
  task: "palindrome",
  options: { cell: "gru", length: 6, encoding: "one-hot", hiddenSize: 16, batch: 16, optimizer: "adam" },
  steps: 20,
  seed: 0,
};
const silent = { progress: () => {} };

test("a training is reported, evaluated, also with other options, repeatable, and leaks no tensor", async () => {
  const before = memory().numTensors;
  const spec = { ...small, also: [{ length: 8 }] };
  const { seconds: _, ...trained } = await trainNetwork(spec, silent);
  expect(trained.points.map(({ step }) => step)).toEqual([10, 20]);
  expect(trained.heldOut).toEqual({ loss: expect.any(Number), accuracy: expect.any(Number) });
  expect(trained.also).toHaveLength(1);
  expect(trained).toMatchObject({ steps: 20, reached: null, chance: { accuracy: 0.1 } });
  const { seconds: __, ...again } = await trainNetwork(spec, silent);
  expect(again).toEqual(trained);
  expect(memory().numTensors).toBe(before);
});

test("a training that diverges is a result", async () => {
  const wild = { ...small, options: { ...small.options, learningRate: 3e38 } };
  expect(await trainNetwork(wild, silent)).toMatchObject({ heldOut: null });
});

test("with a curriculum, the length grows as the network learns, and training ends once the last is learned", async () => {
  const over = 10;
  const spec: TrainingSpec = {
    ...small,
    options: {
      ...small.options,
      hiddenSize: 32,
      batch: 32,
      learningRate: 0.01,
      forgetBias: "chrono",
      length: 12,
    },
    steps: 1500,
    curriculum: { from: 3, factor: 2, threshold: { accuracy: 0.97, over } },
    until: { accuracy: 0.97, over },
  };
  const said: string[] = [];
  const trained = await trainNetwork(spec, { progress: (_, now) => said.push(now) });
  expect(said.some((now) => now.endsWith("length 3"))).toBe(true);
  expect(trained).toMatchObject({ reached: 12 });
  expect(trained.steps).toBeLessThan(1500);
  expect(trained.heldOut?.accuracy).toBeGreaterThan(0.9);
});
