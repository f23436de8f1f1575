import { start } from "@tenetjs/backends";
import { integer, seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { byteVocabulary, characterVocabulary, wordVocabulary } from "@tenetjs/datasets";
import { languageModel, streamingLanguageModel } from "@tenetjs/models";
import { score } from "@tenetjs/sampling/scoring";
import { beforeAll, expect, test } from "vitest";
import { combined, scoredText, scoreText } from "./score-text.ts";

beforeAll(async () => {
  await start("wasm");
});

const model = languageModel({ vocabularySize: 6, hiddenSize: 5, layers: 2, cell: "phased-lstm" });

function randomText(length: number) {
  const rng = seed(length);
  return { tokens: Int32Array.from({ length }, () => integer(rng, 6)), characters: length - 1 };
}

test.each([2, 257, 300])("a text of %i tokens scores as when it is read token by token", async (length) => {
  const params = model.init(seed(1));
  const text = randomText(length);
  const slow = await score(streamingLanguageModel(model, params), text.tokens);
  const fast = await scoreText(model, params, text);
  disposeTree(params);
  expect(fast.tokens).toBe(slow.tokens);
  expect(fast.nats).toBeCloseTo(slow.nats, 5);
  expect(fast.bitsPerCharacter).toBeCloseTo(slow.bitsPerCharacter, 5);
  expect(fast.perplexity).toBeCloseTo(slow.perplexity, 4);
  // If two logits differ only by rounding, either may be the larger.
  expect(Math.abs(fast.accuracy - slow.accuracy)).toBeLessThanOrEqual(1.5 / slow.tokens);
});

test("characters are counted for every kind of vocabulary, without those of the first token", () => {
  const text = "héllo you";
  expect(scoredText(characterVocabulary(text).encode(text), characterVocabulary(text)).characters).toBe(8);
  expect(scoredText(byteVocabulary().encode(text), byteVocabulary()).characters).toBe(8);
  const words = wordVocabulary(text);
  expect(scoredText(words.encode(text), words).characters).toBe(
    9 - (words.tokens[words.encode(text)[0] ?? 0]?.length ?? 0),
  );
});

test("scores combine as if the texts were one", () => {
  const part = (tokens: number, nats: number, accuracy: number, characters: number) => ({
    score: { tokens, nats, accuracy, bitsPerCharacter: 0, perplexity: 0 },
    characters,
  });
  const joined = combined([part(10, 1, 0.5, 20), part(30, 2, 0.9, 40)]);
  expect(joined).toMatchObject({ tokens: 40, nats: 1.75, accuracy: 0.8 });
  expect(joined.perplexity).toBeCloseTo(Math.exp(1.75), 12);
  expect(joined.bitsPerCharacter).toBeCloseTo(70 / Math.LN2 / 60, 12);
});
