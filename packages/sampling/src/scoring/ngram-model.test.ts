import { collect, integer, seed } from "@tenetjs/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generate } from "../generate.ts";
import { categorical } from "../picks.ts";
import type { Step } from "../streaming-model.ts";
import { type NgramState, ngramModel } from "./ngram-model.ts";

const vocabSize = 4;
const texts = fc.array(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 40 });
const orders = fc.integer({ min: 1, max: 4 });

function probabilities(tokens: number[], order: number, read: number[]): number[] {
  const model = ngramModel(Int32Array.from(tokens), { vocabSize, order });
  const { logits } = model.step(model.start(1), Int32Array.from(read)) as Step<NgramState>;
  return Array.from(logits, Math.exp);
}

/** The formula of `ngramModel`, computed literally over lists of n-grams. */
function byDefinition(tokens: number[], order: number, read: number[]): number[] {
  const grams = (n: number) =>
    tokens.flatMap((_, i) => (i + n <= tokens.length ? [`${tokens.slice(i, i + n)}`] : []));
  const counts = (n: number) => {
    const found = new Map<string, number>();
    const seen =
      n === order ? grams(n) : [...new Set(grams(n + 1))].map((gram) => gram.slice(gram.indexOf(",") + 1));
    for (const gram of seen) found.set(gram, (found.get(gram) ?? 0) + 1);
    return found;
  };
  const predict = (context: number[]): number[] => {
    const n = context.length + 1;
    const shorter = n === 1 ? Array(vocabSize).fill(1 / vocabSize) : predict(context.slice(1));
    const c = counts(n);
    const times = (k: number) => [...c.values()].filter((count) => count === k).length;
    const d = times(1) === 0 ? 0.5 : times(1) / (times(1) + 2 * times(2));
    const of = (id: number) => c.get(`${[...context, id]}`) ?? 0;
    const followers = [0, 1, 2, 3].map(of);
    const total = followers.reduce((a, b) => a + b, 0);
    if (total === 0) return shorter;
    const distinct = followers.filter((count) => count > 0).length;
    return shorter.map((p, id) => (Math.max(of(id) - d, 0) + d * distinct * p) / total);
  };
  return predict(read.slice(Math.max(0, read.length - order + 1)));
}

test("probabilities sum to 1 and none is 0, after any context, seen or not", () => {
  fc.assert(
    fc.property(texts, orders, texts, (tokens, order, read) => {
      const p = probabilities(tokens, order, read);
      expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
      expect(Math.min(...p)).toBeGreaterThan(0);
    }),
  );
});

test("probabilities follow the formula", () => {
  fc.assert(
    fc.property(texts, orders, texts, (tokens, order, read) => {
      const expected = byDefinition(tokens, order, read);
      probabilities(tokens, order, read).forEach((p, id) => {
        expect(p).toBeCloseTo(expected[id]!, 5);
      });
    }),
  );
});

test("a token that follows few others is less likely after a new context than its frequency suggests", () => {
  // 3 is the most common token, but only follows 2, so it is unlikely after a context that was never seen.
  const tokens = [2, 3, 0, 2, 3, 1, 2, 3, 0, 1, 0, 2, 3];
  const afterNew = probabilities(tokens, 2, [3, 3]);
  expect(probabilities(tokens, 2, [2])[3]).toBeGreaterThan(0.7);
  expect(afterNew[3]!).toBeLessThan(afterNew[0]!);
});

describe("as a streaming model", () => {
  const rng = seed("text");
  const tokens = Int32Array.from({ length: 300 }, () => integer(rng, vocabSize));
  const model = ngramModel(tokens, { vocabSize, order: 3 });
  const step = (state: NgramState, ids: number[]) =>
    model.step(state, Int32Array.from(ids)) as Step<NgramState>;

  test("reading all tokens at once, one by one, or next to another row gives the same", () => {
    const together = step(model.start(2), [0, 1, 2, 3, 3, 3]);
    const pieces = step(step(model.start(1), [0, 1]).state, [2]);
    expect(together.logits.subarray(0, vocabSize)).toEqual(pieces.logits);
    const gathered = model.gather!(together.state, Int32Array.of(1, 0, 0));
    const next = step(gathered, [1, 1, 1]).logits;
    expect(next.subarray(vocabSize, 2 * vocabSize)).toEqual(step(pieces.state, [1]).logits);
    expect(next.subarray(2 * vocabSize)).toEqual(next.subarray(vocabSize, 2 * vocabSize));
  });

  test("a step does not change the state that it reads", () => {
    const { state } = step(model.start(1), [0, 1]);
    const first = step(state, [2]).logits;
    step(state, [3]);
    expect(step(state, [2]).logits).toEqual(first);
  });

  test("it generates plausible continuations of its text", async () => {
    const alternating = ngramModel(
      Int32Array.from({ length: 400 }, (_, i) => i % 2),
      { vocabSize: 2, order: 2 },
    );
    const options = { model: alternating, prompt: [0], pick: categorical(seed(1)), length: 6 };
    expect((await collect(generate(options))).map(({ id }) => id)).toEqual([1, 0, 1, 0, 1, 0]);
  });
});

test("invalid tokens and orders are refused", () => {
  const some = Int32Array.of(0, 1);
  expect(() => ngramModel(new Int32Array(0), { vocabSize: 2 })).toThrow(
    /ngramModel: expected at least 1 token/,
  );
  expect(() => ngramModel(some, { vocabSize: 1 })).toThrow(/tokens from 0 to 0, got 1 at 1/);
  expect(() => ngramModel(some, { vocabSize: 2, order: 0 })).toThrow(/order/);
});
