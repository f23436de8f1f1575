import { integer, seed } from "@tenetjs/core";
import { linearLimit } from "@tenetjs/testing/limits";
import fc from "fast-check";
import { expect, test } from "vitest";
import { memorisation } from "./memorisation.ts";

const encode = (text: string) => Int32Array.from(text, (character) => character.codePointAt(0)!);

test("the longest copied span is found, with its position in the sample and in the corpus", () => {
  const { longest } = memorisation(
    encode("he saw the white rabbit run"),
    encode("down went the white rabbit again"),
  );
  expect(longest).toEqual({ length: " the white rabbit ".length, inSample: 6, inCorpus: 9 });
});

test("the result equals that of a search for every span", () => {
  const text = fc.array(fc.nat(2), { maxLength: 40 });
  fc.assert(
    fc.property(text, text, (sample, corpus) => {
      const inside = (span: number[]) => span.length === 0 || `,${corpus},`.includes(`,${span},`);
      const copied = sample.map((_, i) => {
        const starts = [...Array(i + 2).keys()];
        return i + 1 - starts.find((start) => inside(sample.slice(start, i + 1)))!;
      });
      const result = memorisation(Int32Array.from(sample), Int32Array.from(corpus), { ngrams: [1, 2, 3] });
      expect([...result.copied]).toEqual(copied);

      const { length, inSample, inCorpus } = result.longest;
      expect(length).toBe(Math.max(0, ...copied));
      expect(sample.slice(inSample, inSample + length)).toEqual(corpus.slice(inCorpus, inCorpus + length));

      for (const { n, novel, total, share } of result.ngrams) {
        const grams = sample.flatMap((_, i) => (i + n <= sample.length ? [sample.slice(i, i + n)] : []));
        expect(total).toBe(grams.length);
        expect(novel).toBe(grams.filter((gram) => !inside(gram)).length);
        expect(share).toBe(novel / total);
      }
      expect(result.ngrams.map(({ n }) => n)).toEqual([1, 2, 3].filter((n) => n <= sample.length));
    }),
    { numRuns: 300 },
  );
});

test("a sample that equals its corpus is entirely copied", () => {
  const text = encode("a book of one line");
  const { longest, copied, ngrams } = memorisation(text, text);
  expect(longest).toEqual({ length: text.length, inSample: 0, inCorpus: 0 });
  expect([...copied]).toEqual([...text.keys()].map((i) => i + 1));
  expect(ngrams.map(({ share }) => share)).toEqual([0, 0, 0]);
});

test("a corpus of three million tokens takes linear time", () => {
  const rng = seed("corpus");
  const corpus = Int32Array.from({ length: 3_000_000 }, () => integer(rng, 40));
  const sample = Int32Array.from({ length: 20_000 }, () => integer(rng, 40));
  sample.set(corpus.subarray(2_000_000, 2_000_500), 7000);
  const start = performance.now();
  const { longest } = memorisation(sample, corpus);
  expect(performance.now() - start).toBeLessThan(linearLimit);
  expect(longest.length).toBeGreaterThanOrEqual(500);
  expect(longest.inCorpus + 7000 - longest.inSample).toBe(2_000_000);
});

test("invalid tokens, and an n below 1, are refused", () => {
  const text = Int32Array.of(0, 1);
  expect(() => memorisation(Int32Array.of(-1), text)).toThrow(/memorisation: expected tokens/);
  expect(() => memorisation(text, text, { ngrams: [0] })).toThrow(/memorisation: expected an n/);
});
