import { start } from "@tenetjs/backends";
import { asWasmBackend, wasmMemory } from "@tenetjs/backends/internals";
import { cell, composed } from "@tenetjs/cells";
import { tokenStream } from "@tenetjs/cells/internals";
import { seed, split, uniform } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import {
  int8Weights,
  type LanguageModelOptions,
  languageModel,
  streamingLanguageModel,
} from "@tenetjs/models";
import { add, mul, recipe, tanh } from "@tenetjs/recipes";
import { argmax, beamSearch, categorical, generate, sampleIds, temperature, topK } from "@tenetjs/sampling";
import { allocationsOf, largestDifference, leakedTensors, randomTensor } from "@tenetjs/testing";
import {
  backend,
  memory,
  slice,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor2d,
  tidy,
} from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import "../../register.ts";
import { stackOf, streamed, streamSubject } from "../../testing/stream-subject.ts";
import { kernelsOf } from "../module/kernels.ts";

const models: Readonly<Record<string, LanguageModelOptions>> = {
  ...streamed,
  "units that fill vectors": { vocabularySize: 33, hiddenSize: 32 },
};

beforeAll(async () => {
  await start("wasm");
});

describe.each(Object.entries(models))("%s", (_, options) => {
  test.each([1, 3, 6])("matches the composed form, for %i rows", async (batch) => {
    const { network, params, model, vocabularySize, free } = streamSubject(options);
    const time = 9;
    const ids = Int32Array.from({ length: batch * time }, (_, index) => (index * 5 + 1) % vocabularySize);
    const { logits } = composed(() => network.apply(params, tensor2d(ids, [batch, time], "int32")));
    const expected = (step: number) =>
      tidy(() => slice(logits as Tensor, [0, step, 0], [batch, 1, -1])).dataSync();
    let state = model.start(batch);
    let read = 0;
    // Steps of one, two and three ids.
    for (const count of [1, 2, 1, 3, 1, 1]) {
      const part = Array.from({ length: batch }, (_, row) =>
        Array.from(ids.subarray(row * time + read, row * time + read + count)),
      );
      const next = await model.step(state, Int32Array.from(part.flat()));
      model.release(state);
      state = next.state;
      read += count;
      expect(largestDifference(next.logits, expected(read - 1))).toBeLessThan(1e-5);
    }
    expect(read).toBe(time);
    expect(state.position).toBe(time);
    model.release(state);
    free();
  });
});

describe("with weights of 8 bits,", () => {
  const sizes: Readonly<Record<string, LanguageModelOptions>> = {
    ...models,
    "units that fill blocks": { vocabularySize: 87, hiddenSize: 96, layers: 2 },
    "an embedding of its own size": { vocabularySize: 70, hiddenSize: 33, embedding: 18 },
  };
  test.each(Object.entries(sizes))("%s is the network with rounded weights", async (_, options) => {
    const { network, params, model, vocabularySize, free } = streamSubject(options, { weights: "int8" });
    const rounded = await int8Weights(network, params);
    const exact = streamingLanguageModel(network, rounded);
    for (const batch of [1, 3, 6]) {
      let [state, other] = [model.start(batch), exact.start(batch)];
      for (let step = 0; step < 8; step += 1) {
        const ids = Int32Array.from({ length: batch }, (_, row) => (row * 3 + step * 5) % vocabularySize);
        const [found, expected] = [await model.step(state, ids), await exact.step(other, ids)];
        // A row is rounded to 2^-15 of its largest value; the rest is float32's rounding.
        expect(largestDifference(found.logits, expected.logits)).toBeLessThan(batch > 4 ? 1e-5 : 2e-4);
        model.release(state);
        exact.release(other);
        [state, other] = [found.state, expected.state];
      }
      model.release(state);
      exact.release(other);
    }
    disposeTree(rounded);
    free();
  });

  test("NaN and infinite states are not lost", async () => {
    const { params, model, free } = streamSubject(models["units that fill vectors"]!, { weights: "int8" });
    const bias = kernelsOf(backend()).view((params.recurrent.layers[0] as { b: Tensor }).b);
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
      bias.fill(wrong);
      const state = model.start(1);
      const { logits, state: next } = await model.step(state, Int32Array.of(1));
      expect(logits.every(Number.isNaN)).toBe(Number.isNaN(wrong));
      model.release(state);
      model.release(next);
    }
    free();
  });

  test("cells without a recipe, and backends without such kernels, are refused", async () => {
    const { network, params, model, free } = streamSubject(stackOf("layer-norm-lstm"), { weights: "int8" });
    expect(() => model.start(1)).toThrow(/kernels for weights: "int8"/);
    await expect(int8Weights(network, params)).rejects.toThrow(/cells with a recipe/);
    free();
    await start("cpu");
    const other = streamSubject(models["a stack of lstm"]!, { weights: "int8" });
    expect(() => other.model.start(1)).toThrow(/Start "wasm" with them, or use "float32"/);
    other.free();
    await start("wasm");
  });
});

describe("drawn ids are those that are picked from the logits of steps", () => {
  const transforms = {
    "as they are": [],
    "at a temperature": [temperature(0.7)],
    "the likeliest three": [topK(3)],
    "the likeliest of all at a temperature": [temperature(1.5), topK(8)],
    "more than there are": [topK(100)],
  };
  for (const name of ["a stack of lstm", "a tied embedding", "units that fill vectors"]) {
    for (const [how, given] of Object.entries(transforms)) {
      test.each([1, 5, 40])(`${name}, ${how}, for %i rows`, async (samples) => {
        const { model, free } = streamSubject(models[name]!);
        const options = { model, prompt: [1, 0, 1], length: 60, samples, transforms: given };
        const pick = categorical(seed("picks"));
        expect(await idsOf(sampleIds({ ...options, rng: seed("picks") }))).toEqual(
          await idsOf(generate({ ...options, pick })),
        );
        expect(await idsOf(sampleIds({ ...options, greedy: true }))).toEqual(
          await idsOf(generate({ ...options, pick: argmax })),
        );
        free();
      });
    }
  }

  test("in pieces, if a step is large", async () => {
    const { model, free } = streamSubject({ vocabularySize: 30, hiddenSize: 512 });
    const options = { model, prompt: [1], length: 24, samples: 64 };
    expect(await idsOf(sampleIds({ ...options, rng: seed(2) }))).toEqual(
      await idsOf(generate({ ...options, pick: categorical(seed(2)) })),
    );
    free();
  });
});

test("drawing leaves the state as it was, and frees all that it allocates", async () => {
  const { model, free } = streamSubject(models["a stack of lstm"]!);
  const state = model.start(6);
  const ids = Int32Array.of(0, 1, 2, 3, 4, 5);
  // The working memory of steps is allocated with the first.
  model.release((await model.step(state, ids)).state);
  const { left } = await allocationsOf(async () => {
    for (const count of [1, 2, 5]) {
      const drawn = await model.draw(state, ids, { count, temperature: 2 });
      const again = await model.draw(state, ids, { count: 5 });
      expect([...drawn!.ids]).toEqual([...again!.ids].filter((_, index) => index % 5 < count));
      expect(drawn!.state.position).toBe(count);
      for (const { state: own } of [drawn!, again!]) model.release(own);
    }
  });
  expect(left).toBe(0);
  model.release(state);
  free();
});

test("steps go on from the state after a draw", async () => {
  const { model, free } = streamSubject(models["a stack of lstm"]!);
  const state = model.start(2);
  for (const count of [1, 2, 3]) {
    const drawn = (await model.draw(state, Int32Array.of(1, 2), { count }))!;
    const read = [1, 2].map((id, row) => [id, ...drawn.ids.subarray(row * count, (row + 1) * count)]);
    const before = await model.step(state, Int32Array.from(read.flatMap((ids) => ids.slice(0, count))));
    const next = Int32Array.from(read.map((ids) => ids[count]!));
    const expected = (await model.step(before.state, next)).logits.slice();
    expect((await model.step(drawn.state, next)).logits).toEqual(expected);
  }
  free();
});

test("logits that no id can be picked from are reported by -1", async () => {
  const { model, params, free } = streamSubject(models["a stack of lstm"]!);
  const bias = kernelsOf(backend()).view(params.head.b);
  const [state, ids] = [model.start(1), Int32Array.of(1)];
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
    bias[3] = wrong;
    const randomNumbers = Float64Array.of(0.5, 0.5);
    expect((await model.draw(state, ids, { count: 2, randomNumbers }))!.ids[0]).toBe(-1);
  }
  bias.fill(Number.NEGATIVE_INFINITY);
  expect((await model.draw(state, ids, { count: 2 }))!.ids[0]).toBe(-1);
  free();
});

test("of equal logits, top-k keeps the first, as in JavaScript", () => {
  const { exports, allocate, free, memory } = kernelsOf(backend());
  const ties = fc.integer({ min: 1, max: 40 }).chain((count) =>
    fc.record({
      logits: fc.array(fc.constantFrom(-Infinity, -2, -1, 0, 1), { minLength: count, maxLength: count }),
      k: fc.integer({ min: 1, max: count }),
      rng: fc.nat().map((number) => seed(number)),
    }),
  );
  const address = allocate(4096);
  const [random, ids, drawn, scratch] = [512, 528, 536, 1024].map((offset) => address + offset);
  fc.assert(
    fc.property(ties, ({ logits, k, rng }) => {
      fc.pre(logits.some(Number.isFinite));
      const row = new Float32Array(memory.buffer, address, logits.length);
      row.set(logits);
      new Float64Array(memory.buffer, random, 1)[0] = uniform(split(rng, 0));
      exports.drawIds(1, logits.length, address, 0, k, random!, 8, ids!, drawn!, scratch!);
      const expected = categorical(rng)(topK(k)(row, new Int32Array()), 0);
      expect(new Int32Array(memory.buffer, drawn, 1)[0]).toBe(expected);
    }),
  );
  free(address);
});

test("ids are not drawn by the kernels if a cell depends on the time", () => {
  const { model, free } = streamSubject(models["a stack of phased-lstm"]!);
  const state = model.start(1);
  expect(model.draw(state, Int32Array.of(0), { count: 1 })).toBeUndefined();
  model.release(state);
  free();
});

async function idsOf(tokens: AsyncIterable<{ readonly id: number }>): Promise<number[]> {
  const ids: number[] = [];
  for await (const { id } of tokens) ids.push(id);
  return ids;
}

test("sampling makes no tensors, and leaks no memory", async () => {
  const { model, free } = streamSubject(models["a stack of phased-lstm"]!);
  const { numTensors } = memory();
  const sample = async () => {
    for await (const _ of generate({ model, prompt: [1, 2, 3], pick: argmax, length: 50, samples: 2 }))
      expect(memory().numTensors).toBe(numTensors);
  };
  await sample();
  const { left, made } = await allocationsOf(sample);
  expect(left).toBe(0);
  expect(made).toBeGreaterThan(50);
  free();
});

test("beam search frees all that it allocates", async () => {
  const { model, free } = streamSubject(models["a stack of lstm"]!);
  const leaked = await leakedTensors(async () => {
    const search = () => beamSearch({ model, prompt: [1, 2], length: 12, beams: 3 });
    expect(await search()).toHaveLength(3);
    expect((await allocationsOf(search)).left).toBe(0);
  });
  expect(leaked).toBe(0);
  free();
});

test("memory stays constant over 100 000 characters", async () => {
  const { model, free } = streamSubject({ vocabularySize: 5, hiddenSize: 8, layers: 2 });
  const heap = () => wasmMemory(asWasmBackend(backend())).buffer.byteLength;
  const early = { bytes: 0 };
  const { left } = await allocationsOf(async () => {
    for await (const { index } of generate({ model, prompt: [0], pick: argmax, length: 100_000 })) {
      if (index === 100) early.bytes = heap();
    }
  });
  expect(heap()).toBe(early.bytes);
  expect(left).toBe(0);
  free();
});

test("logits and states survive growth of tfjs's memory", async () => {
  const { model, free } = streamSubject(models["a stack of lstm"]!);
  const start = model.start(1);
  const { logits, state } = await model.step(start, Int32Array.of(1));
  const copy = logits.slice();
  const heap = wasmMemory(asWasmBackend(backend())).buffer;
  const before = heap.byteLength;
  tensor2d(new Float32Array(2 ** 24), [2 ** 12, 2 ** 12]).dispose();
  expect(wasmMemory(asWasmBackend(backend())).buffer.byteLength).toBeGreaterThan(before);
  expect(logits).toEqual(copy);
  expect((await model.step(start, Int32Array.of(1))).logits).toEqual(copy);
  model.release(start);
  model.release(state);
  free();
});

test("a stream continues after another backend has used the parameters", async () => {
  const { network, params, model, free } = streamSubject(models["a tied embedding"]!);
  const state = model.start(2);
  const logits = (await model.step(state, Int32Array.of(1, 2))).logits.slice();
  await start("cpu");
  const elsewhere = network.apply(params, tensor2d([1, 2], [2, 1], "int32")).logits;
  expect(largestDifference(logits, await elsewhere.data<"float32">())).toBeLessThan(1e-5);
  expect((await model.step(state, Int32Array.of(1, 2))).logits).toEqual(logits);
  await start("wasm");
  expect((await model.step(state, Int32Array.of(1, 2))).logits).toEqual(logits);
  free();
});

test("parameters of the wrong size are refused before anything is read", () => {
  const { params, free } = streamSubject({ ...stackOf("lstm"), hiddenSize: 8 });
  const small = languageModel(stackOf("lstm"));
  expect(() => streamingLanguageModel(small, params).start(1)).toThrow(
    /wx of shape \[9, 28\], got \[9, 32\]/,
  );
  const other = streamSubject({ ...stackOf("lstm"), vocabularySize: 7 });
  const mixed = { ...other.params, head: params.head };
  expect(() => streamingLanguageModel(other.network, mixed).start(1)).toThrow(/head\.b of shape/);
  other.free();
  free();
});

test("a cell without a recipe runs in the composed form", async () => {
  const { network, params, model, free } = streamSubject(stackOf("layer-norm-lstm"));
  const ids = Int32Array.of(1, 2, 3);
  const state = model.start(1);
  const { logits } = await model.step(state, ids);
  const whole = network.apply(params, tensor2d(ids, [1, 3], "int32"), { keep: "last" });
  expect(largestDifference(logits, await whole.logits.data<"float32">())).toBeLessThan(1e-6);
  expect(state.held).toHaveProperty("recurrent");
  free();
});

test("a recipe with inputs other than the time runs in the composed form", () => {
  const gapped = recipe({
    name: "gapped",
    gates: ["candidate"],
    state: ["h"],
    inputs: ["gap"],
    step: ({ gates, inputs }) => ({ h: add(tanh(gates.candidate), mul(2, inputs.gap)) }),
  });
  const layer = cell(gapped, { inputSize: 4, hiddenSize: 3 });
  const params = layer.init(seed(1));
  const head = {
    w: randomTensor(seed(2), [3, 4]) as Tensor2D,
    b: randomTensor(seed(3), [4]) as Tensor1D,
    transposed: false,
  };
  expect(tokenStream({ cells: [{ cell: layer, params }], head, int8: false })).toBeUndefined();
  disposeTree([params, head.w, head.b]);
});
