import { linearLimit } from "@tenetjs/testing/limits";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteVocabulary } from "./byte-vocabulary.ts";
import { characterVocabulary } from "./character-vocabulary.ts";
import { sampleText } from "./samples/the-lighthouse.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { vocabularyFromJSON } from "./vocabulary-from-json.ts";
import { wordVocabulary } from "./word-vocabulary.ts";

const saved = (vocabulary: Vocabulary): unknown => JSON.parse(JSON.stringify(vocabulary));
const text = fc.string({ unit: "binary", minLength: 1, size: "medium" });

describe.each([
  ["characters", (corpus: string) => characterVocabulary(corpus)],
  ["words", (corpus: string) => wordVocabulary(corpus)],
  ["bytes", () => byteVocabulary()],
])("a vocabulary of %s", (kind, build) => {
  test("decodes to any Unicode text that it was made from", () => {
    fc.assert(
      fc.property(text, (corpus) => {
        const vocabulary = build(corpus);
        const ids = vocabulary.encode(corpus);
        expect(vocabulary.kind).toBe(kind);
        expect(vocabulary.decode(ids)).toBe(corpus);
        expect(ids.every((id) => id >= 0 && id < vocabulary.size)).toBe(true);
        expect(vocabulary.encode("")).toHaveLength(0);
        expect(vocabulary.decode([])).toBe("");
      }),
    );
  });

  test("decodes id by id to the same text", () => {
    fc.assert(
      fc.property(text, (corpus) => {
        const vocabulary = build(corpus);
        const decoder = vocabulary.decoder();
        const parts = Array.from(vocabulary.encode(corpus), (id) => decoder.push(id));
        expect(parts.join("") + decoder.end()).toBe(corpus);
        expect(parts.filter((part) => /\p{Surrogate}/u.test(part))).toEqual([]);
      }),
    );
  });

  test("is the same after JSON", () => {
    fc.assert(
      fc.property(text, (corpus) => {
        const vocabulary = build(corpus);
        const again = vocabularyFromJSON(saved(vocabulary));
        expect(again.tokens).toEqual(vocabulary.tokens);
        expect(again.encode(corpus)).toEqual(vocabulary.encode(corpus));
        expect(JSON.stringify(again)).toBe(JSON.stringify(vocabulary));
      }),
    );
  });

  test("has each token once, at its id", () => {
    const vocabulary = build(sampleText);
    expect(vocabulary.tokens).toHaveLength(vocabulary.size);
    expect(new Set(vocabulary.tokens).size).toBe(vocabulary.size);
    vocabulary.tokens.forEach((token, id) => {
      expect(vocabulary.idOf(token)).toBe(id);
    });
    expect(vocabulary.idOf("")).toBeUndefined();
    expect(vocabulary.idOf("no such token")).toBeUndefined();
  });

  test("refuses a lone surrogate, and an unknown id", () => {
    const vocabulary = build("ab");
    expect(() => vocabulary.encode("ab\udfff")).toThrow(expect.objectContaining({ code: "LONE_SURROGATE" }));
    for (const id of [-1, vocabulary.size, 0.5, Number.NaN]) {
      expect(() => vocabulary.decode([0, id])).toThrow(
        `decode: expected ids from 0 to ${vocabulary.size - 1}`,
      );
      expect(() => vocabulary.decoder().push(id)).toThrow(RangeError);
    }
    const long = new Int32Array(10_000);
    long[9000] = 999;
    expect(() => vocabulary.decode(long)).toThrow('got {"id":999,"index":9000}.');
  });
});

describe("characterVocabulary", () => {
  test("has the code points in code-point order, not in UTF-16 order", () => {
    const { tokens } = characterVocabulary("b\u{1f600}a\uffee\na");
    expect(tokens).toEqual(["\n", "a", "b", "\uffee", "\u{1f600}"]);
    expect([...characterVocabulary("ba").encode("abba")]).toEqual([0, 1, 1, 0]);
  });

  test("can be shared by several texts", () => {
    expect(characterVocabulary(["cab", "bad"]).tokens.join("")).toBe("abcd");
    expect(() => characterVocabulary([])).toThrow("characterVocabulary: expected at least one character");
    expect(() => characterVocabulary("")).toThrow(RangeError);
  });

  test("lists unknown characters with their code points and counts, most frequent first", () => {
    const { encode } = characterVocabulary("abc");
    expect(() => encode("aéß\u{1f600}ßb")).toThrow(
      'encode: expected characters of the vocabulary, got "ß" (U+00DF) 2 times, "é" (U+00E9) 1 time, ' +
        '"\u{1f600}" (U+1F600) 1 time.',
    );
    expect(() => encode("0123456789xyz")).toThrow('"9" (U+0039) 1 time, and 3 more.');
    expect(() => encode("d")).toThrow(expect.objectContaining({ code: "UNKNOWN_TOKEN" }));
  });

  test("replaces unknown characters by a given character, which must be in the vocabulary", () => {
    const vocabulary = characterVocabulary("abc?");
    expect(vocabulary.decode(vocabulary.encode("a\u{1f600}dc", { unknown: "?" }))).toBe("a??c");
    for (const unknown of ["d", "", "ab", "\u{1f600}"]) {
      expect(() => vocabulary.encode("abc", { unknown })).toThrow(
        "expected unknown to be a token of the vocabulary",
      );
    }
  });

  test("encodes and decodes a million characters in linear time", () => {
    const corpus = sampleText.repeat(Math.ceil(1e6 / sampleText.length));
    const started = performance.now();
    const vocabulary = characterVocabulary(corpus);
    expect(vocabulary.decode(vocabulary.encode(corpus))).toBe(corpus);
    expect(performance.now() - started).toBeLessThan(linearLimit);
  });
});

describe("wordVocabulary", () => {
  const tokensOf = (corpus: string) => {
    const vocabulary = wordVocabulary(corpus);
    return Array.from(vocabulary.encode(corpus), (id) => vocabulary.tokens[id]);
  };

  test("separates words from punctuation and white space, and keeps apostrophes inside words", () => {
    expect(tokensOf("It's a 'box',\n  Émile’s nai\u0308ve_2!")).toEqual([
      ...["It's", " ", "a", " ", "'", "box", "'", ",", "\n", " ", " ", "Émile’s", " ", "nai\u0308ve_2", "!"],
    ]);
    expect(tokensOf("日本 \u{1f600}\u{1f600}")).toEqual(["日本", " ", "\u{1f600}", "\u{1f600}"]);
  });

  test("is in code-point order, whatever the order of the text", () => {
    expect(wordVocabulary("b a \uffee \u{1f600}").tokens).toEqual([" ", "a", "b", "\uffee", "\u{1f600}"]);
    expect(wordVocabulary("ab abc a").tokens).toEqual([" ", "a", "ab", "abc"]);
  });

  test("leaves out rare words, and replaces them by an extra token", () => {
    const vocabulary = wordVocabulary("to be or not to be", { minimumCount: 2, extra: ["<unk>"] });
    expect(vocabulary.tokens).toEqual([" ", "<unk>", "be", "to"]);
    expect(vocabulary.decode(vocabulary.encode("to see or be", { unknown: "<unk>" }))).toBe(
      "to <unk> <unk> be",
    );
    expect(() => vocabulary.encode("not to see, see")).toThrow('"see" 2 times, "," 1 time, "not" 1 time.');
    expect(() => wordVocabulary("a b", { minimumCount: 2 })).toThrow("expected at least one word");
    expect(() => wordVocabulary("a", { minimumCount: 0 })).toThrow(RangeError);
  });
});

describe("byteVocabulary", () => {
  test("is UTF-8", () => {
    expect([...byteVocabulary().encode("a€")]).toEqual([0x61, 0xe2, 0x82, 0xac]);
    expect(byteVocabulary().tokens[0xe2]).toBe("\\xE2");
  });

  test("decodes bytes that are not UTF-8 to U+FFFD, all at once or one at a time", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const vocabulary = byteVocabulary();
        const decoder = vocabulary.decoder();
        const pieces = Array.from(bytes, (byte) => decoder.push(byte)).join("") + decoder.end();
        expect(vocabulary.decode(bytes)).toBe(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
        expect(pieces).toBe(vocabulary.decode(bytes));
      }),
    );
    expect(byteVocabulary().decode([0x61, 0xff])).toBe("a\ufffd");
  });

  test("holds a character back until all its bytes have arrived", () => {
    const decoder = byteVocabulary().decoder();
    expect([0xe2, 0x82, 0xac].map((byte) => decoder.push(byte))).toEqual(["", "", "€"]);
    decoder.push(0xe2);
    expect(decoder.end()).toBe("\ufffd");
  });
});

describe("vocabularyFromJSON", () => {
  test.each([
    ["nothing", null],
    ["a string", "characters"],
    ["an unknown kind", { kind: "syllables", tokens: ["a"] }],
    ["no tokens", { kind: "words" }],
    ["an empty list", { kind: "characters", tokens: [] }],
    ["a number among the tokens", { kind: "words", tokens: ["a", 1] }],
    ["an empty token", { kind: "words", tokens: ["", "a"] }],
    ["a duplicate token", { kind: "words", tokens: ["a", "a"] }],
    ["the wrong order", { kind: "characters", tokens: ["b", "a"] }],
    ["two characters in one token", { kind: "characters", tokens: ["ab"] }],
    ["half of a surrogate pair", { kind: "characters", tokens: ["\ud800"] }],
  ])("refuses %s", (_, value) => {
    expect(() => vocabularyFromJSON(value)).toThrow(expect.objectContaining({ code: "BAD_VOCABULARY" }));
  });

  test("refuses any other JSON with BAD_VOCABULARY", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => vocabularyFromJSON(value)).toThrow(expect.objectContaining({ code: "BAD_VOCABULARY" }));
      }),
    );
  });
});

describe("hostile texts", () => {
  test.each([
    ["a word of ten million letters", "x".repeat(10_000_000)],
    ["apostrophes", "'".repeat(1_000_000)],
    ["words of one letter with apostrophes", "a'".repeat(1_000_000)],
    ["letters outside the BMP", "𝒜".repeat(1_000_000)],
  ])("%s: encoded in linear time and decoded whole", (_, text) => {
    const started = performance.now();
    const vocabulary = wordVocabulary([text, "b c"]);
    expect(vocabulary.decode(vocabulary.encode(text)) === text).toBe(true);
    expect(performance.now() - started).toBeLessThan(linearLimit);
  });

  test("an error quotes no more than the start of a long token", () => {
    const long = "x".repeat(10_000_000);
    expect(() => wordVocabulary("a b").encode(`${long} ${long}y`)).toThrow(/^.{0,500}$/);
    const saved = { kind: "words", tokens: [`${long}b`, `${long}a`] };
    expect(() => vocabularyFromJSON(saved)).toThrow(/^.{0,500}$/);
    expect(() => vocabularyFromJSON({ kind: long })).toThrow(/^.{0,500}$/);
  });
});
