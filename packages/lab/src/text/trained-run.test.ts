import { start } from "@tenetjs/backends";
import "@tenetjs/kernels/register";
import { characterVocabulary } from "@tenetjs/datasets";
import { memory } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { languageRun } from "./language-run.ts";
import { story } from "./read-source.ts";
import { decodeRun } from "./run-file.ts";
import { trainedNetwork } from "./trained-network.ts";
import { trainedRun } from "./trained-run.ts";
import { writeSample } from "./write-sample.ts";

beforeAll(() => start("wasm", { threads: 1 }));

test("the network that comes with the element is small, and loses on the story what its file says", async () => {
  const bytes = Buffer.from(trainedNetwork, "base64");
  expect(bytes.length).toBeLessThan(300_000);
  const { checkpoint, options, texts } = decodeRun(bytes, "trained");
  expect(texts).toEqual([{ name: "the-lighthouse", sha256: story().sha256 }]);
  const vocabulary = characterVocabulary(story().text);
  const tokens = [vocabulary.encode(story().text)];
  const run = languageRun({
    options,
    vocabulary,
    tokens,
    schedule: () => ({ learningRate: 0, steps: 0 }),
    from: checkpoint,
  });
  const { loss } = await run.evaluate();
  expect(loss).toBeCloseTo(Number(checkpoint.metadata.heldOutLoss), 4);
  expect(loss).toBeLessThan(1.9);
  await run.end();
});

test("it writes words of the story, and frees its tensors", async () => {
  const { numTensors } = memory();
  const { run, loss } = await trainedRun();
  expect(loss).toBeLessThan(1.9);
  const sample = await writeSample(run, "The ");
  expect(sample).toMatch(/ (the|and|of|her|was) /);
  expect(run.canTrain).toBe(false);
  await run.end();
  expect(memory().numTensors).toBe(numTensors);
});
