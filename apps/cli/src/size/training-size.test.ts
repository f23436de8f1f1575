import { start } from "@tenetjs/backends";
import "@tenetjs/kernels/register";
import { countValues, disposeTree } from "@tenetjs/core/tensors";
import { characterVocabulary, sampleText } from "@tenetjs/datasets";
import { allocationsOf } from "@tenetjs/testing";
import { disposeTrainingState, optimizerFromOptions, optimizerNames } from "@tenetjs/training";
import { scalar } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { newRunState } from "../run/run-state.ts";
import type { Trainable } from "../run/trainable.ts";
import { trainingTrial } from "../run/training-trial.ts";
import { palindromeDefaults } from "../tasks/palindrome-options.ts";
import { palindromeTrainable } from "../tasks/palindrome-trainable.ts";
import { textRun } from "../tasks/text/text-run.test.fixture.ts";
import { textTrainable } from "../tasks/text/text-trainable.ts";
import { tenet } from "../terminal/tenet.test.fixture.ts";
import { optimizerSlots, totalBytes } from "./training-size.ts";

beforeAll(async () => {
  await start("wasm", { threads: 1 });
});

const vocabulary = characterVocabulary(sampleText);
const text = (options: Parameters<typeof textRun>[2]) =>
  textTrainable(textRun([sampleText], vocabulary, options), [vocabulary.encode(sampleText)]);

describe("the estimate of memory", () => {
  // An estimate has to tell what fits from what does not. Factors of two either way do that: sizes of networks differ by far more.
  test.each<[string, () => Trainable]>([
    ["a text model", () => text({ layers: 2, hiddenSize: 64, batch: 32, time: 30 })],
    [
      "one with an embedding and Adam",
      () => text({ hiddenSize: 96, embedding: 48, optimizer: "adam", batch: 16 }),
    ],
    [
      "one whose weights are most of it",
      () => text({ hiddenSize: 256, batch: 2, time: 8, optimizer: "adam" }),
    ],
    ["a GRU", () => text({ cell: "gru", layers: 2, hiddenSize: 48, batch: 32 })],
    ["palindromes", () => palindromeTrainable({ ...palindromeDefaults, length: 40, batch: 32 })],
  ])("of %s is within a factor of two of what is allocated", async (_, make) => {
    const trainable = make();
    const { mostBytes } = await allocationsOf(async () => {
      const trial = trainingTrial(trainable);
      await trial.run(2);
      trial.end();
    });
    const ratio = totalBytes(trainable.size) / mostBytes;
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  test("has the parameters of the network, and the slots of each optimizer", async () => {
    const trainable = text({ layers: 3, hiddenSize: 5 });
    const { training } = newRunState(trainable);
    expect(trainable.size.parameters).toBe(countValues(training.params));
    disposeTrainingState(training);
    const one = scalar(1);
    for (const name of optimizerNames) {
      const slots = optimizerFromOptions({ name, learningRate: 1 }).init([one]);
      expect(countValues(slots), name).toBe(optimizerSlots[name]);
      disposeTree(slots);
    }
    one.dispose();
  });
});

describe("what cannot fit is refused with one line of numbers, before anything is allocated:", () => {
  test.each([
    ["--hidden 200000", "text the-lighthouse"],
    ["--embedding 1e9", "text the-lighthouse"],
    ["--layers 1e6", "text the-lighthouse"],
    ["--layers 9e15", "text the-lighthouse"],
    ["--batch 1e9", "palindrome"],
    ["--hidden 1e9", "adding"],
    ["--layers 1e9", "copy"],
    ["--hidden 20000 --backend wasm", "frequency"],
  ])("%s for %s", async (options, task) => {
    const { message, exitCode, lines } = await tenet("train", ...task.split(" "), ...options.split(" "));
    expect(message).toMatch(
      /^train: expected training to fit in [\d.,]+ [KMGTPE]iB, the memory .*, got about [\d.,]+ [KMGTPE]iB: [^\n]* parameters.* Choose a smaller network/,
    );
    expect(exitCode).toBe(2);
    expect(lines).toEqual([]);
  });
});

test("layers that would fit are refused at once where they are too many to be made", async () => {
  const small = ["--hidden", "3", "--window", "4", "--batch", "4", "--layers", "1e6"];
  const { message, exitCode } = await tenet("train", "text", "the-lighthouse", ...small);
  expect([exitCode, message]).toEqual([
    2,
    "model: expected layers to be an integer from 1 to 1000, got 1000000.",
  ]);
});

describe("--dry-run", () => {
  const small = ["--hidden", "8", "--window", "10", "--batch", "4", "--backend", "wasm", "--dry-run"];
  test("prints parameters, memory, steps per epoch and the time per step, and trains nothing", async () => {
    const { lines, exitCode } = await tenet("train", "text", "the-lighthouse", ...small, "--steps", "200");
    expect(exitCode).toBe(0);
    const expected = [
      /^task +the-lighthouse, characters, lstm$/,
      /^parameters +[\d,]+$/,
      /^memory +about [\d.]+ [KM]iB: weights and gradients .*, optimizer .*, a batch .*$/,
      /^epoch +\d+ steps$/,
      /^step +[\d.]+ ms on wasm \(.*\)$/,
      /^run +200 steps, about .* without evaluations and samples$/,
    ];
    expect(lines).toHaveLength(expected.length);
    for (const [index, line] of lines.entries()) expect(line).toMatch(expected[index] as RegExp);
  });

  test("as JSON, for data that is generated without end", async () => {
    const { text: json } = await tenet(
      "train",
      "adding",
      "--hidden",
      "8",
      "--backend",
      "wasm",
      "--dry-run",
      "--json",
    );
    expect(JSON.parse(json)).toMatchObject({
      parameters: 361,
      stepsPerEpoch: null,
      steps: 2000,
      backend: "wasm",
    });
  });
});
