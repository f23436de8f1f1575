import { characterVocabulary, sampleText } from "@tenetjs/datasets";
import { expect, test } from "vitest";
import { origins } from "./origins.ts";
import { originSentence } from "./text-origins.ts";

/** Another text with the same words: a third of them are in capital letters. */
const shouted = sampleText.replace(/\b\w+\b/g, (word, at: number) =>
  at % 3 === 0 ? word.toUpperCase() : word,
);
const vocabulary = characterVocabulary([sampleText, shouted]);
const ids = [sampleText, shouted].map((text) => vocabulary.encode(text)) as [Int32Array, Int32Array];
const [first, second] = ids.map((all) => all.subarray(0, 6000)) as [Int32Array, Int32Array];

test("held-out characters of two texts are mostly given to the text that they are from", async () => {
  const told = origins([first, second], vocabulary.size);
  for (const [text, all] of ids.entries()) {
    const probabilities = await told.of(all.subarray(6500, 7500));
    const right = probabilities.filter((probability) => probability >= 0.5 === (text === 1)).length;
    expect(right / probabilities.length).toBeGreaterThan(0.7);
  }
});

test("a text that is like both is given to neither", async () => {
  const same = origins([first, first.slice()], vocabulary.size);
  for (const probability of await same.of(second.subarray(0, 300))) expect(probability).toBeCloseTo(0.5, 6);
  expect(await same.of(first.subarray(0, 1))).toEqual(Float32Array.of(0.5));
});

test("the sentence counts the characters that are given to the text of the passage", () => {
  const passage = {
    step: 1,
    characters: ["a", "b", "c", "d"],
    surprises: new Float32Array(4),
    outputs: new Float32Array(4),
    unit: 0,
    from: 1,
    origins: Float32Array.of(0.9, 0.8, 0.6, 0.2),
  };
  expect(originSentence({ names: ["one.txt", "two.txt"] }, passage)).toMatch(
    /^75 % of these characters are given to “two”, which the passage is from\./,
  );
  const { origins: _, ...without } = passage;
  expect(originSentence({ names: ["one.txt"] }, without)).toContain("Add a second one");
});
