import { characterVocabulary } from "@tenetjs/datasets";
import { expect, test } from "vitest";
import { defaultsOf } from "./option.ts";
import { transformOptions, transformsOf } from "./transform-options.ts";

const vocabulary = characterVocabulary("abcdef");
const none = defaultsOf(transformOptions);

test("the defaults leave logits alone", () => {
  expect(transformsOf(none, vocabulary)).toEqual([]);
});

test("each option gives one transform, which changes logits", () => {
  const values = {
    ...{ repetitionPenalty: 2, noRepeatNgram: 1, temperature: 2, topK: 1, topP: 0.1, minP: 0.9 },
    logitBias: [{ token: "b", bias: 3 }],
  };
  const logits = Float32Array.of(1, 2, 3, 4, 5, 6);
  for (const [name, value] of Object.entries(values)) {
    const [transform, ...more] = transformsOf({ ...none, [name]: value }, vocabulary);
    expect(more, name).toEqual([]);
    expect(transform?.(logits, Int32Array.of(5)), name).not.toEqual(logits);
  }
  expect(Object.keys(values).sort()).toEqual(Object.keys(transformOptions).sort());
  expect(transformsOf({ ...none, ...values }, vocabulary)).toHaveLength(Object.keys(values).length);
});

test("a bias on a token that the vocabulary lacks is refused", () => {
  expect(() => transformsOf({ ...none, logitBias: [{ token: "z", bias: 1 }] }, vocabulary)).toThrow(
    `--logit-bias: expected one of the vocabulary's characters, got "z".`,
  );
});
