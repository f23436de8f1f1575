import { collect, pipe, seed } from "@tenetjs/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, textDecoder } from "./decode.ts";
import { generate } from "./generate.ts";
import { drawing, type MarkovState, markovModel, randomTable } from "./markov-model.test.fixture.ts";
import { argmax, categorical } from "./picks.ts";
import { type SampledId, type SampleIdsOptions, sampleIds } from "./sample-ids.ts";
import { chain } from "./transforms/chain.ts";
import { forbid, logitBias } from "./transforms/logit-bias.ts";
import { minP } from "./transforms/min-p.ts";
import { noRepeatNgram } from "./transforms/no-repeat-ngram.ts";
import { repetitionPenalty } from "./transforms/repetition-penalty.ts";
import { temperature } from "./transforms/temperature.ts";
import { topK } from "./transforms/top-k.ts";
import { topP } from "./transforms/top-p.ts";
import type { Transform } from "./transforms/transform.ts";

const table = randomTable(seed("sample ids"), 7);
const models = {
  "a model with draw": () => drawing(markovModel(table)),
  "a model without draw": () => markovModel(table),
};
const facts = (tokens: readonly SampledId[]) =>
  tokens.map(({ sample, index, id, end }) => [sample, index, id, end]);
const sampled = async (options: SampleIdsOptions<MarkovState>) => facts(await collect(sampleIds(options)));

describe.each(Object.entries(models))("%s", (_, make) => {
  test("gives the tokens of generate, at random", async () => {
    const settings = {
      key: fc.integer(),
      length: fc.integer({ min: 0, max: 20 }),
      samples: fc.integer({ min: 1, max: 3 }),
      ahead: fc.integer({ min: 1, max: 9 }),
      heat: fc.constantFrom(0.5, 1, 2),
      k: fc.integer({ min: 1, max: 9 }),
      stopIds: fc.constantFrom([], [3], [0, 5]),
    };
    await fc.assert(
      fc.asyncProperty(fc.record(settings), async ({ key, ahead, heat, k, ...shared }) => {
        const rng = seed(key);
        const common = { model: make(), prompt: [1, 2, 3], ...shared };
        for (const transforms of [
          [],
          [temperature(heat), topK(k)],
          [temperature(heat), topK(k), topP(0.8)],
          [topP(0.8), topK(k), temperature(heat)],
        ]) {
          const generated = await collect(generate({ ...common, pick: categorical(rng), transforms }));
          expect(await sampled({ ...common, ahead, rng, transforms })).toEqual(
            generated.map(({ sample, index, id, end }) => [sample, index, id, end]),
          );
        }
        expect(common.model.live.size).toBe(0);
      }),
    );
  });

  test("gives the tokens of generate under transforms that look back, also with a past", async () => {
    const transforms = [repetitionPenalty(2, { window: 4 }), noRepeatNgram(2, { window: 9 })];
    const common = { prompt: [1, 2], length: 12, samples: 3, stopIds: [5], transforms };
    for (const past of [[], [0, 2, 4, 6]]) {
      const generated = await collect(
        generate({ ...common, model: make(), past, pick: categorical(seed(7)) }),
      );
      expect(await sampled({ ...common, model: make(), past, rng: seed(7) })).toEqual(
        generated.map(({ sample, index, id, end }) => [sample, index, id, end]),
      );
    }
  });

  test("gives the tokens of generate, greedily", async () => {
    const common = { model: make(), prompt: [4], length: 15, samples: 2 };
    const greedily = await collect(generate({ ...common, pick: argmax }));
    expect(await sampled({ ...common, greedy: true })).toEqual(
      greedily.map(({ sample, index, id, end }) => [sample, index, id, end]),
    );
  });

  test("gives the same tokens for the same rng, without advancing it", async () => {
    const rng = seed(3);
    const options = { model: make(), prompt: [0], length: 20, rng };
    expect(await sampled(options)).toEqual(await sampled(options));
  });

  test("gives states from which the same tokens follow, at any token of a draw", async () => {
    const model = make();
    const options = { model, greedy: true, ahead: 5 } as const;
    const whole = await collect(sampleIds({ ...options, prompt: [0, 6], length: 20 }));
    for (const at of [0, 3, 5, 11]) {
      let kept: { state: MarkovState; id: number } | undefined;
      for await (const { index, id, state } of sampleIds({ ...options, prompt: [0, 6], length: 20 })) {
        if (index === at) kept = { id, state: await state() };
      }
      const { state, id } = kept!;
      expect([...model.live]).toEqual([state]);
      const rest = await collect(sampleIds({ ...options, state, prompt: [id], length: 19 - at }));
      expect(rest.map((token) => token.id)).toEqual(whole.slice(at + 1).map((token) => token.id));
      model.release?.(state);
    }
    expect(model.live.size).toBe(0);
  });

  test("releases its states after a break, an abort and an error", async () => {
    const model = make();
    for await (const { index } of sampleIds({ model, prompt: [0], rng: seed(1) })) if (index === 70) break;
    expect(model.live.size).toBe(0);

    const controller = new AbortController();
    const tokens = sampleIds({ model, prompt: [0, 1], rng: seed(1), signal: controller.signal });
    await tokens.next();
    controller.abort(new Error("enough"));
    await expect(tokens.next()).rejects.toThrow("enough");
    expect(model.live.size).toBe(0);

    const draw = () => Promise.reject(new Error("device lost"));
    const broken = sampleIds({ model: { ...model, draw }, prompt: [0, 1], greedy: true });
    await expect(broken.next()).rejects.toThrow("device lost");
    expect(model.live.size).toBe(0);
  });

  test("is text with decode", async () => {
    const tokens = sampleIds({ model: make(), prompt: [0], greedy: true, length: 3 });
    const text = pipe(tokens, decode(textDecoder((id) => `<${id}>`)));
    expect((await collect(text)).map((piece) => piece.text).join("")).toMatch(/^(<\d>){3}$/);
  });
});

test("logits from which no token can be picked are an error that says why, with and without draw", async () => {
  const broken = [
    [0, 1],
    [Number.NaN, 0],
  ];
  for (const model of [drawing(markovModel(broken)), markovModel(broken)]) {
    const tokens = sampleIds({ model, prompt: [0], greedy: true });
    expect((await tokens.next()).value).toMatchObject({ id: 1 });
    await expect(tokens.next()).rejects.toThrow(/logits with a finite maximum, got NaN/);
    expect(model.live.size).toBe(0);
  }
});

test("a model that draws is never further ahead than the option ahead, or beyond the length", async () => {
  const model = drawing(markovModel(table));
  await sampled({ model, prompt: [0], rng: seed(1), length: 20, ahead: 8 });
  expect(model.counts).toEqual([8, 8, 4]);
  await sampled({ model, prompt: [0], rng: seed(1), length: 800 });
  expect(model.counts.slice(3)).toEqual([16, 32, 64, 128, 256, 256, 48]);
});

test("a model draws if it supports every transform in that order; otherwise it is stepped", async () => {
  const asksOf = async (...transforms: Transform[]) => {
    const model = drawing(markovModel(table));
    await sampled({ model, prompt: [0], rng: seed(1), length: 20, ahead: 8, transforms });
    return model.counts;
  };
  const drawn = [8, 8, 4];
  expect(await asksOf()).toEqual(drawn);
  expect(await asksOf(temperature(2))).toEqual(drawn);
  expect(await asksOf(topK(3))).toEqual(drawn);
  expect(await asksOf(temperature(2), topK(3))).toEqual(drawn);
  expect(await asksOf(temperature(2), topP(0.9))).toEqual(drawn);
  expect(await asksOf(chain(temperature(2)), chain(topK(3)))).toEqual(drawn);
  for (const transforms of [
    [topK(3), temperature(2)],
    [temperature(2), temperature(2)],
    [topK(3), topK(2)],
    [topP(0.9), topK(3)],
    [minP(0.1)],
    [repetitionPenalty(1.2)],
    [noRepeatNgram(3)],
    [logitBias([[1, 2]])],
    [temperature(2), (logits: Float32Array) => logits],
  ])
    expect(await asksOf(...transforms)).toEqual([]);
});

test("transforms that rule out every token of a sample that has ended are not an error", async () => {
  const model = markovModel(table);
  // None of the three ids may occur twice, so the first sample that ends would have no token left three tokens later.
  const transforms = [forbid([3, 4, 5, 6]), noRepeatNgram(1)];
  const options = { model, prompt: [3], samples: 4, length: 3, stopIds: [0], transforms };
  const tokens = await collect(sampleIds({ ...options, rng: seed(2) }));
  expect(tokens.filter(({ end }) => end === "stop").some(({ index }) => index === 0)).toBe(true);
  expect(tokens.filter(({ end }) => end !== null)).toHaveLength(4);
});

test("a long prompt is read in bounded pieces, and the draw starts with the last piece", async () => {
  for (const length of [1, 512, 513, 1300]) {
    const model = drawing(markovModel(table));
    const prompt = Array.from({ length }, (_, i) => i % 7);
    const expected = await collect(generate({ model: markovModel(table), prompt, pick: argmax, length: 3 }));
    const tokens = await collect(sampleIds({ model, prompt, greedy: true, length: 3 }));
    expect(tokens.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(Math.max(...model.seen.map((piece) => piece.length))).toBeLessThanOrEqual(512);
    expect(model.seen.flat().slice(0, length)).toEqual(prompt);
  }
});

test("a state that the caller passed is not released", async () => {
  const model = drawing(markovModel(table));
  const state = model.start(2);
  await sampled({ model, state, samples: 2, prompt: [0], greedy: true, length: 5 });
  expect([...model.live]).toEqual([state]);
});

test("invalid options are refused when sampleIds is called", () => {
  const options = { model: markovModel(table), prompt: [0] };
  const rng = seed(1);
  expect(() => sampleIds({ ...options, rng, prompt: [] })).toThrow(/sampleIds: .*a prompt of at least 1 id/);
  expect(() => sampleIds({ ...options, rng, ahead: 0 })).toThrow(/ahead/);
  expect(() => sampleIds({ ...options, rng, length: -1 })).toThrow(/length/);
  expect(() => sampleIds({ ...options, rng, samples: 0 })).toThrow(/samples/);
  expect(() => sampleIds({ ...options, rng, past: [-1] })).toThrow(/past/);
  // @ts-expect-error: a choice is missing.
  expect(() => sampleIds(options)).toThrow(/either `rng` or `greedy: true`, got neither/);
  // @ts-expect-error: both are there.
  expect(() => sampleIds({ ...options, rng, greedy: true })).toThrow(/got both/);
});
