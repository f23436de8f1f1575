import "@tenetjs/kernels/register";
import { start } from "@tenetjs/backends";
import { sampleText } from "@tenetjs/datasets";
import { leakedTensors } from "@tenetjs/testing";
import { beforeAll, expect, test } from "vitest";
import { bookAtHand } from "./books-at-hand.ts";
import { bestRecipe } from "./language-recipes.ts";
import type { LanguageSpec } from "./language-spec.ts";
import { trainLanguage } from "./train-language.ts";

beforeAll(async () => {
  await start("wasm");
});

const steps = 12;
const spec: LanguageSpec = {
  ...{ recipe: "best", steps, seed: 1, order: 3, scored: 100, dynamic: 1e-3 },
  texts: [bookAtHand("alice", { full: false, seeds: null, books: "/nowhere" })],
  options: bestRecipe(steps, { hiddenSize: 24, batch: 8, time: 10 }),
  samples: { at: [6, 12], temperatures: [null, 0.7], prompt: "The", length: 7, long: 25 },
};
const result = () => trainLanguage(spec, [sampleText], { progress: () => {} }, async ({ result }) => result);

test("a training has its curve, its samples, and scores beside those of an n-gram model, and leaves no tensors", async () => {
  let found: Awaited<ReturnType<typeof result>> | undefined;
  const leaked = await leakedTensors(async () => {
    found = await result();
  });
  expect(leaked).toBe(0);
  const { points = [], samples = [], sources: [scores] = [] } = found ?? {};
  expect(points.at(-1)).toMatchObject({ step: steps, heldOutLoss: expect.any(Number) });
  expect(samples.map(({ step, temperature, text }) => [step, temperature, text.length])).toEqual([
    ...[6, 12].flatMap((step) => [null, 0.7].map((temperature) => [step, temperature, 10])),
    [steps, 1, 28],
  ]);
  expect(samples.every(({ text }) => text.startsWith("The"))).toBe(true);
  expect(scores).toMatchObject({ heldOut: { tokens: 99 }, ngram: { tokens: 99 }, dynamic: { tokens: 99 } });
  expect(scores?.heldOut.nats).toBeLessThan(Math.log(found?.vocabulary ?? 0));
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  expect(await result()).toEqual({ ...found, seconds: expect.any(Number) });
});
