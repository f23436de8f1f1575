import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { argmax, beamSearch, generate } from "@tenetjs/sampling";
import { largestDifference, leakedTensors, onEachBackend, streamingModelContract } from "@tenetjs/testing";
import { memory, slice, type Tensor, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { type LanguageModelOptions, languageModel } from "./language-model.ts";
import { streamingLanguageModel } from "./streaming-language-model.ts";

const sizes = { vocabularySize: 5, hiddenSize: 6 };

/** Temporal gates of two layers, which open and close within the few steps of these tests. */
const temporalGate = { period: [2, 8], openRatio: 0.5, leak: 0.1 } as const;
const models: Readonly<Record<string, LanguageModelOptions>> = {
  "an lstm": { ...sizes, layers: 2 },
  "a phased gru": { ...sizes, layers: 2, cell: "phased-gru", temporalGate },
  "a tied embedding": { ...sizes, embedding: 6, tied: true, dropout: 0.5 },
};

function subject(options: LanguageModelOptions) {
  const model = languageModel(options);
  const params = model.init(seed("streaming"));
  return {
    model: streamingLanguageModel(model, params),
    vocabularySize: options.vocabularySize,
    held: () => memory().numTensors,
    free: () => disposeTree(params),
  };
}

await onEachBackend(() => {
  for (const [name, options] of Object.entries(models)) {
    streamingModelContract(name, () => subject(options));
  }
});

describe("on wasm", () => {
  beforeAll(async () => {
    await start("wasm");
  });

  test("logits equal those of the model over a whole sequence", async () => {
    const model = languageModel(models["a phased gru"]!);
    const params = model.init(seed(1));
    const stream = streamingLanguageModel(model, params);
    const ids = Int32Array.of(0, 4, 1, 3, 2, 2, 0, 1, 4);
    const { logits } = model.apply(params, tensor2d(ids, [1, ids.length], "int32"));
    let state = stream.start(1);
    for (const [step, id] of ids.entries()) {
      const next = await stream.step(state, Int32Array.of(id));
      const expected = tidy(() => slice(logits as Tensor, [0, step, 0], [1, 1, -1])).dataSync();
      expect(largestDifference(next.logits, expected)).toBeLessThan(1e-5);
      expect(next.state.position).toBe(step + 1);
      state = next.state;
    }
  });

  test("the model does not draw ids on a backend whose logits are in memory", () => {
    const { model, free } = subject(models["an lstm"]!);
    const state = model.start(1);
    expect(model.draw(state, Int32Array.of(0), { count: 2 })).toBeUndefined();
    model.release(state);
    free();
  });

  test("beam search frees every state that it makes", async () => {
    const { model, free } = subject(models["an lstm"]!);
    const leaked = await leakedTensors(async () => {
      const found = await beamSearch({ model, prompt: [1, 2], length: 12, beams: 3 });
      expect(found).toHaveLength(3);
    });
    expect(leaked).toBe(0);
    free();
  });

  test.each([
    ["an id outside the vocabulary", [0, 5], /ids from 0 to 4, got 5/],
    ["a negative id", [0, -1], /ids from 0 to 4, got -1/],
    ["rows of different lengths", [0, 1, 2], /each of 2 rows.*got 3 in all/],
    ["no ids", [], /got 0 in all/],
  ])("%s is refused, and no tensors are left", async (_, ids, message) => {
    const { model, free } = subject(models["an lstm"]!);
    const state = model.start(2);
    const leaked = await leakedTensors(() =>
      expect(model.step(state, Int32Array.from(ids))).rejects.toThrow(message),
    );
    expect(leaked).toBe(0);
    model.release(state);
    free();
  });

  test("rows out of range are refused", () => {
    const { model, free } = subject(models["an lstm"]!);
    const state = model.start(2);
    expect(() => model.gather(state, Int32Array.of(0, 2))).toThrow(
      /rows to gather from 0 to 1, got \[0, 2\]/,
    );
    expect(() => model.gather(state, Int32Array.of())).toThrow(/got none/);
    model.release(state);
    free();
  });

  test("memory does not grow over 100 000 characters in 40 parallel samples", async () => {
    const { model, free } = subject({ vocabularySize: 5, hiddenSize: 8 });
    const options = { model, prompt: [0], pick: argmax, length: 2500, samples: 40 };
    const early: { tensors: number; bytes: number } = { tensors: 0, bytes: 0 };
    let generated = 0;
    for await (const { index } of generate(options)) {
      generated += 1;
      const { numTensors: tensors, numBytes: bytes } = memory();
      if (index === 100) Object.assign(early, { tensors, bytes });
      else if (index > 100 && index % 200 === 0) expect({ tensors, bytes }).toEqual(early);
    }
    expect(generated).toBe(100_000);
    free();
  });
});
