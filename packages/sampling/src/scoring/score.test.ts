import { collect } from "@tenetjs/core";
import { expect, test } from "vitest";
import { markovModel } from "../markov-model.test.fixture.ts";
import { score } from "./score.ts";
import { surprisals } from "./surprisals.ts";

const uniform = [
  [0, 0, 0, 0],
  [0, 0, 0, 0],
  [0, 0, 0, 0],
  [0, 0, 0, 0],
];
const sure = [
  [0, Math.log(3)],
  [Math.log(3), 0],
];

test("a uniform model has the vocabulary size as its perplexity", async () => {
  const result = await score(markovModel(uniform), Int32Array.of(3, 1, 0, 2, 0));
  expect(result.tokens).toBe(4);
  expect(result.nats).toBeCloseTo(Math.log(4), 6);
  expect(result.bitsPerCharacter).toBeCloseTo(2, 6);
  expect(result.perplexity).toBeCloseTo(4, 5);
  expect(result.accuracy).toBe(0.5); // Its guess is the first of equals, 0, which is correct twice.
});

test("nats is the mean surprisal, and accuracy the fraction of correct guesses", async () => {
  const result = await score(markovModel(sure), Int32Array.of(0, 1, 0, 0));
  expect(result.nats).toBeCloseTo(-(2 * Math.log(0.75) + Math.log(0.25)) / 3, 6);
  expect(result.accuracy).toBeCloseTo(2 / 3, 12);
});

test("bits per character are divided by the number of characters", async () => {
  const result = await score(markovModel(uniform), Int32Array.of(0, 1, 2), { characters: 8 });
  expect(result.bitsPerCharacter).toBeCloseTo(4 / 8, 6);
});

test("each token's surprisal has its index", async () => {
  const track = await collect(surprisals(markovModel(sure), Int32Array.of(0, 1, 1)));
  expect(track.map(({ index, id, correct }) => [index, id, correct])).toEqual([
    [1, 1, true],
    [2, 1, false],
  ]);
  expect(track[1]!.nats).toBeCloseTo(Math.log(4), 6);
});

test("the model's states are released at the end, and when the consumer stops early", async () => {
  const model = markovModel(uniform);
  await score(model, Int32Array.of(0, 1, 2));
  for await (const _ of surprisals(model, Int32Array.of(0, 1, 2))) break;
  expect(model.live.size).toBe(0);
});

test("an aborted score throws the signal's reason", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(score(markovModel(uniform), Int32Array.of(0, 1), { signal })).rejects.toThrow("enough");
});

test("invalid texts are refused", async () => {
  await expect(score(markovModel(sure), Int32Array.of(0))).rejects.toThrow(/at least 2 tokens/);
  await expect(score(markovModel(sure), Int32Array.of(0, 2))).rejects.toThrow(
    /tokens from 0 to 1, got 2 at 1/,
  );
  await expect(score(markovModel(sure), Int32Array.of(0, 1), { characters: 0 })).rejects.toThrow(
    /characters/,
  );
});
