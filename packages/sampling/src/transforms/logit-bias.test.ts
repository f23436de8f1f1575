import { expect, test } from "vitest";
import { forbid, logitBias } from "./logit-bias.ts";

const none = new Int32Array(0);

test("biases are added to their ids only", () => {
  const bias = logitBias(
    new Map([
      [0, 2],
      [2, -1],
    ]),
  );
  expect([...bias(Float32Array.of(1, 1, 1), none)]).toEqual([3, 1, 0]);
});

test("the logits of forbidden ids are -Infinity", () => {
  const gone = Number.NEGATIVE_INFINITY;
  expect([...forbid([1])(Float32Array.of(1, 1, 1), none)]).toEqual([1, gone, 1]);
});

test("an id outside the vocabulary is reported when the transform is first used", () => {
  expect(() => forbid([3])(new Float32Array(3), none)).toThrow(/forbid: .*id 3 for a vocabulary of 3/);
});

test("an invalid id or bias is refused when the transform is built", () => {
  expect(() => logitBias([[-1, 0]])).toThrow(/logitBias: expected an id/);
  expect(() => logitBias([[0, Number.NaN]])).toThrow(/bias of id 0/);
  expect(() => logitBias([[0, Number.POSITIVE_INFINITY]])).toThrow(/bias of id 0/);
  expect(() => forbid([0.5])).toThrow(/forbid: expected an id/);
});
