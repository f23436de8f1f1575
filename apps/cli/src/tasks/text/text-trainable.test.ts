import { start } from "@tenetjs/backends";
import { disposeTree } from "@tenetjs/core/tensors";
import { characterVocabulary, sampleText } from "@tenetjs/datasets";
import { beforeAll, describe, expect, test } from "vitest";
import type { KeptLanguageValues } from "./language-options.ts";
import { textRun } from "./text-run.test.fixture.ts";
import type { TextRun } from "./text-run.ts";
import { textTrainable } from "./text-trainable.ts";

beforeAll(async () => {
  await start("wasm");
});

const vocabulary = characterVocabulary(sampleText);
const texts = [sampleText, sampleText.slice(500, 900), sampleText.slice(100, 2000)];

function run(count: number, changes: Partial<KeptLanguageValues> = {}): TextRun {
  const small = { hiddenSize: 8, time: 10, batch: 4, decay: 1, seed: 1 };
  return textRun(texts.slice(0, count), vocabulary, { ...small, ...changes });
}

const tokens = texts.map((text) => vocabulary.encode(text));

describe("held-out text", () => {
  test("has measures that are the mean over its sources, weighted by their tokens", async () => {
    const trainable = textTrainable(run(3), tokens);
    const params = trainable.initialParams();
    const { measures, sources = [] } = await trainable.heldOut(params, "all");
    disposeTree(params);
    const counts = tokens.map(({ length }) => length - Math.round(0.9 * length) - 1);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const mean = (of: "loss" | "accuracy" | "bitsPerCharacter") =>
      sources.reduce((sum, source, index) => sum + (counts[index] ?? 0) * (source[of] ?? 0), 0) / total;
    expect(measures.loss).toBeCloseTo(mean("loss"), 6);
    expect(measures.accuracy).toBeCloseTo(mean("accuracy"), 6);
    expect(measures.bitsPerCharacter).toBeCloseTo(mean("bitsPerCharacter"), 6);
  });

  test("of few batches is its own subset; of many batches, the subset is smaller and always the same", async () => {
    for (const carryState of [false, true]) {
      const few = textTrainable(run(1, { carryState, time: 30 }), tokens);
      const many = textTrainable(run(1, { carryState, time: 3, batch: 2 }), tokens);
      const params = few.initialParams();
      expect(await few.heldOut(params, "subset")).toEqual(await few.heldOut(params, "all"));
      const subset = await many.heldOut(params, "subset");
      expect(await many.heldOut(params, "subset")).toEqual(subset);
      expect(await many.heldOut(params, "all")).not.toEqual(subset);
      disposeTree(params);
    }
  });
});

test("a source that is too short for a window is named", () => {
  const short = [tokens[0] as Int32Array, (tokens[1] as Int32Array).subarray(0, 50)];
  expect(() => textTrainable(run(2), short)).toThrow(/^text 1: .*"validation" for a window of 10/);
});

test("training never reads the held-out part", () => {
  const [source] = tokens as [Int32Array];
  const marked = Int32Array.from(source, (_, index) => (index < Math.round(0.9 * source.length) ? 0 : 1));
  for (const carryState of [false, true]) {
    const trainable = textTrainable(run(1, { carryState }), [marked]);
    let batches = 0;
    for (const { inputs, targets } of trainable.batches(0)) {
      expect([...inputs.data, ...targets.data].every((id) => id === 0)).toBe(true);
      batches += 1;
      if (batches === 300) break;
    }
  }
});
