import { describe, expect, test } from "vitest";
import { byteVocabulary } from "./byte-vocabulary.ts";
import { characterVocabulary } from "./character-vocabulary.ts";
import { mixture } from "./mixture.ts";
import { mixtureWindows } from "./mixture-windows.ts";

const shouting = { name: "shouting", text: "HELLO! ".repeat(100) };
const whispering = { name: "whispering", text: "psst, over here... ".repeat(100) };

describe("mixture", () => {
  test("the sources share a vocabulary, and each is split separately", () => {
    const { vocabulary, train, validation, test: held } = mixture([shouting, whispering]);
    expect(vocabulary.tokens).toEqual(characterVocabulary(shouting.text + whispering.text).tokens);
    for (const [i, { name, text }] of [shouting, whispering].entries()) {
      expect([train[i]?.name, validation[i]?.name, held[i]?.name]).toEqual([name, name, name]);
      expect([train, validation, held].map((part) => vocabulary.decode(part[i]!.tokens)).join("")).toBe(text);
      expect(train[i]!.tokens.length).toBe(0.8 * text.length);
    }
  });

  test("weights default to lengths in tokens", () => {
    expect(mixture([shouting, whispering]).train.map(({ weight }) => weight)).toEqual([700, 1900]);
    const weighted = mixture([
      { ...shouting, weight: 3 },
      { ...whispering, weight: 1 },
    ]);
    expect(weighted.validation.map(({ weight }) => weight)).toEqual([3, 1]);
  });

  test("the vocabulary, the proportions and the replacement of unknown tokens are options", () => {
    expect(mixture([shouting], { vocabulary: byteVocabulary() }).vocabulary.size).toBe(256);
    const { train, vocabulary } = mixture([shouting, whispering], {
      vocabulary: characterVocabulary("HELO! ?"),
      unknown: "?",
      proportions: { train: 0.5, validation: 0.25, test: 0.25 },
    });
    expect(vocabulary.decode(train[1]!.tokens)).toMatch(/^[? ]{950}$/);
    expect(() => mixture([shouting], { vocabulary: characterVocabulary("a") })).toThrow(
      "expected characters of",
    );
  });

  test("sources with equal names, invalid weights or too few tokens are refused", () => {
    expect(() => mixture([])).toThrow("mixture: expected at least one source, got none.");
    expect(() => mixture([shouting, shouting])).toThrow('sources of different names, got "shouting"');
    expect(() => mixture([{ ...shouting, weight: 1 }, whispering])).toThrow("got 1 weights for 2 sources");
    expect(() => mixture([{ ...shouting, weight: 0 }])).toThrow('the weight of "shouting"');
    expect(() => mixture([shouting], { time: 100 })).toThrow("for a window of 100 and its target, got 70");
  });
});

describe("mixtureWindows", () => {
  test("sources says which source each token is from", () => {
    const { vocabulary, train } = mixture([shouting, whispering]);
    const { inputs, targets, sources } = mixtureWindows(train, { batch: 40, time: 10, seed: 5 }).at(3);
    expect(sources.shape).toEqual([40, 10]);
    for (let row = 0; row < 40; row += 1) {
      const [start, end] = [row * 10, row * 10 + 10];
      const source = sources.data[start]!;
      expect(new Set(sources.data.subarray(start, end)).size).toBe(1);
      const read = vocabulary.decode(inputs.data.subarray(start, end));
      expect([shouting, whispering][source]!.text).toContain(read);
      expect(targets.data.subarray(start, end - 1)).toEqual(inputs.data.subarray(start + 1, end));
    }
  });

  test("rows are drawn from the sources in proportion to their weights", () => {
    const weights = [5, 1, 2];
    const sources = weights.map((weight, i) => ({
      name: `${i}`,
      tokens: new Uint8Array(50).fill(i),
      weight,
    }));
    const windows = mixtureWindows(sources, { batch: 200, time: 1, seed: 11 });
    const counts = [0, 0, 0];
    for (let index = 0; index < 40; index += 1) {
      for (const source of windows.at(index).sources.data) counts[source]! += 1;
    }
    const chiSquare = weights.reduce((total, weight, i) => {
      const expected = (8000 * weight) / 8;
      return total + (counts[i]! - expected) ** 2 / expected;
    }, 0);
    expect(chiSquare).toBeLessThan(13.8); // 2 degrees of freedom, p = 0.001; the seed is fixed.
  });

  test("the same seed gives the same batches, in any order", () => {
    const { train } = mixture([shouting, whispering]);
    const read = (seed: number, index: number) =>
      mixtureWindows(train, { batch: 8, time: 4, seed }).at(index);
    expect(read(1, 7)).toEqual(read(1, 7));
    expect(read(1, 7)).not.toEqual(read(2, 7));
    expect(read(1, 7)).not.toEqual(read(1, 8));
  });

  test("the error for a source that is shorter than a window names it", () => {
    const { validation } = mixture([shouting, whispering]);
    expect(() => mixtureWindows(validation, { time: 100 })).toThrow(
      'mixtureWindows: expected at least 101 tokens in "shouting" for a window of 100 and its target, got 70.',
    );
    expect(() => mixtureWindows([])).toThrow("at least one source");
    expect(() => mixtureWindows([{ name: "a", tokens: new Uint8Array(50), weight: Number.NaN }])).toThrow(
      RangeError,
    );
  });
});
