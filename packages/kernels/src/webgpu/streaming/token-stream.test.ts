import { start } from "@tenetjs/backends";
import { asWebGpuBackend } from "@tenetjs/backends/internals";
import { registerTokenStreams } from "@tenetjs/cells/internals";
import { collect, seed } from "@tenetjs/core";
import {
  type LanguageModelOptions,
  type LanguageModelParams,
  type StreamingLanguageModel,
  streamingLanguageModel,
} from "@tenetjs/models";
import { sampleIds, temperature, topK } from "@tenetjs/sampling";
import { largestDifference, streamingModelContract, webgpuForTests } from "@tenetjs/testing";
import { logitsAfter } from "@tenetjs/testing/logits-after";
import { backend, dispose, fill, memory } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import "../../register.ts";
import { stackOf, streamed, streamSubject } from "../../testing/stream-subject.ts";
import { type StreamOptions, webgpuTokenStream } from "./token-stream.ts";

const webgpu = await webgpuForTests();

/** The result of `run` for the same model with the fused stream on WASM. */
async function onWasm<T>(options: LanguageModelOptions, run: (model: StreamingLanguageModel) => Promise<T>) {
  await start("wasm");
  const { model, free } = streamSubject(options);
  const result = await run(model);
  free();
  await start("webgpu", { forwardSmallToCpu: false });
  return result;
}

const models: Readonly<Record<string, LanguageModelOptions>> = {
  ...streamed,
  "more than a quad of columns for each thread": { vocabularySize: 1040, hiddenSize: 132, embedding: 4 },
};

/** The logits of two rows after each of three steps, of one, three and two ids. */
function logitsOf(model: StreamingLanguageModel): Promise<Float32Array[]> {
  return logitsAfter(model, 2, [
    [1, 0],
    [0, 1, 1, 1, 0, 0],
    [1, 0, 1, 1],
  ]);
}

/** The ids of three samples, drawn greedily and at random with two sets of transforms. */
async function idsOf(model: StreamingLanguageModel): Promise<number[][]> {
  const common = { model, prompt: [1, 0, 1], samples: 3, length: 20, ahead: 8 };
  const runs = [
    sampleIds({ ...common, greedy: true }),
    sampleIds({ ...common, rng: seed("draws"), transforms: [temperature(0.7)] }),
    sampleIds({ ...common, rng: seed("draws"), transforms: [temperature(2), topK(3)] }),
  ];
  const found: number[][] = [];
  for (const run of runs) found.push((await collect(run)).map(({ id }) => id));
  return found;
}

/** Checks that logits and draws match those of the fused stream on WASM. */
async function checkAgainstWasm(options: LanguageModelOptions): Promise<void> {
  const run = async (model: StreamingLanguageModel) =>
    ({ logits: await logitsOf(model), ids: await idsOf(model) }) as const;
  const expected = await onWasm(options, run);
  const { model, free } = streamSubject(options);
  const found = await run(model);
  found.logits.forEach((logits, step) => {
    expect(largestDifference(logits, expected.logits[step]!)).toBeLessThan(1e-5);
  });
  // Rounding may change a draw whose random number is within 1e-6 of a boundary: that happens in one run of ten thousand.
  expect(found.ids).toEqual(expected.ids);
  free();
}

describe.skipIf(!webgpu.available)("on webgpu", () => {
  beforeAll(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });

  test.each(Object.entries(models))("%s gives the same results as on wasm", async (_, options) => {
    await checkAgainstWasm(options);
  });

  describe("layer by layer", () => {
    const options = { ...stackOf("phased-lstm"), vocabularySize: 21, hiddenSize: 37, embedding: 5 };
    const register = (streamOptions?: StreamOptions) =>
      registerTokenStreams("webgpu", (network) => webgpuTokenStream(network, streamOptions));
    beforeAll(() => register({ maxWeightsPerWorkgroup: 0 }));
    afterAll(() => register());

    streamingModelContract("a network", () => streamSubject(options));

    test("a network gives the same results as on wasm", async () => {
      await checkAgainstWasm(options);
    });
  });

  test("more ids than fit into a dispatch give the same results as on wasm", async () => {
    // Most of the many weights are the head's, which is applied once, so a dispatch takes 325 steps.
    const options = { vocabularySize: 5000, hiddenSize: 40 };
    const read = async (model: StreamingLanguageModel) => {
      const begun = model.start(1);
      const ids = Int32Array.from({ length: 400 }, (_, index) => (index * 7) % 5000);
      const { logits, state } = await model.step(begun, ids);
      const copy = logits.slice();
      model.release(begun);
      model.release(state);
      return copy;
    };
    const expected = await onWasm(options, read);
    const { model, free } = streamSubject(options);
    expect(largestDifference(await read(model), expected)).toBeLessThan(1e-5);
    free();
  });

  test("a draw fetches only ids, and makes no tensors", async () => {
    const { model, free } = streamSubject(models["a stack of lstm"]!);
    const { numTensors } = memory();
    const read = vi.spyOn(backend(), "read");
    for await (const _ of sampleIds({ model, prompt: [1], rng: seed(1), samples: 2, length: 100, ahead: 40 }))
      expect(memory().numTensors).toBe(numTensors);
    const fetched = await Promise.all(read.mock.results.map(({ value }) => value as Promise<Int32Array>));
    read.mockRestore();
    expect(fetched.map(({ length }) => length)).toEqual([32, 64, 80, 24]);
    expect(fetched.every((values) => values instanceof Int32Array)).toBe(true);
    free();
  });

  test("memory stays constant over 500 characters", async () => {
    const { model, held, free } = streamSubject(models["a stack of lstm"]!);
    const bytes = () => (memory() as unknown as { numBytesAllocatedInGPU: number }).numBytesAllocatedInGPU;
    const before = held();
    const level: number[][] = [];
    for await (const { index } of sampleIds({ model, prompt: [1], rng: seed(1), length: 500, ahead: 10 }))
      if (index % 100 === 50) level.push([held(), bytes()]);
    expect(level).toEqual(level.map(() => level[0]));
    expect(held()).toBe(before);
    free();
  });

  test("sampling continues the same from a state at the end or in the middle of a draw", async () => {
    const { model, held, free } = streamSubject(models["a stack of phased-lstm"]!);
    const before = held();
    const options = { model, greedy: true, ahead: 6 } as const;
    const whole = await collect(sampleIds({ ...options, prompt: [1, 2], length: 14 }));
    for await (const { index, id, state } of sampleIds({ ...options, prompt: [1, 2], length: 14 })) {
      if (index !== 4 && index !== 6) continue;
      const kept = await state();
      expect(kept.position).toBe(2 + index);
      const rest = await collect(sampleIds({ ...options, state: kept, prompt: [id], length: 13 - index }));
      expect(rest.map((token) => token.id)).toEqual(whole.slice(index + 1).map((token) => token.id));
      model.release(kept);
    }
    expect(held()).toBe(before);
    free();
  });

  test("NaN weights are reported instead of drawn from", async () => {
    const { params, network, free } = streamSubject(models["a stack of lstm"]!);
    const b = fill([9], Number.NaN);
    const broken = { ...params, head: { ...params.head, b } } as LanguageModelParams;
    const model = streamingLanguageModel(network, broken);
    for (const choice of [{ greedy: true }, { rng: seed(1) }] as const) {
      const tokens = sampleIds({ model, prompt: [1], ...choice });
      await expect(tokens.next()).rejects.toThrow(/logits with a finite maximum, got NaN/);
    }
    dispose(b);
    free();
  });

  test.each([
    ["an id outside the vocabulary", [9], {}, /ids from 0 to 8, got 9/],
    ["a count of 0", [1], { count: 0 }, /count/],
    ["a temperature of 0", [1], { temperature: 0 }, /temperature/],
    ["a topK of 0", [1], { topK: 0 }, /topK/],
    [
      "too few random numbers",
      [1],
      { randomNumbers: Float64Array.of(0.5) },
      /2 random numbers, one for each id, got 1/,
    ],
  ])("%s is refused", async (_, ids, wrong, message) => {
    const { model, free } = streamSubject(models["a stack of lstm"]!);
    const state = model.start(1);
    await expect(model.draw(state, Int32Array.from(ids), { count: 2, ...wrong })).rejects.toThrow(message);
    model.release(state);
    free();
  });

  test("more rows than the device allows workgroups are refused", () => {
    const { model, free } = streamSubject(models["a stack of lstm"]!);
    const { maxComputeWorkgroupsPerDimension: most } = asWebGpuBackend(backend()).device.limits;
    expect(() => model.start(most + 1)).toThrow(/rows of a state to be an integer from 1 to/);
    free();
  });

  test("a network whose weights exceed the maximum buffer size runs in the composed form", () => {
    const { network, params, free } = streamSubject(models["a stack of lstm"]!);
    const { limits } = asWebGpuBackend(backend()).device;
    const small = vi.spyOn(limits, "maxStorageBufferBindingSize", "get").mockReturnValue(1024);
    const state = streamingLanguageModel(network, params).start(1);
    expect(state.stream.draw).toBeUndefined();
    small.mockRestore();
    state.stream.release(state.held);
    free();
  });
});
