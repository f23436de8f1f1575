import { expect, test } from "vitest";
import { repetitionPenalty } from "./repetition-penalty.ts";

test("a positive logit is divided and a negative one multiplied, once for each token, however often it occurs", () => {
  const logits = Float32Array.of(4, -4, 4, -4);
  expect([...repetitionPenalty(2)(logits, Int32Array.of(0, 1, 0, 0))]).toEqual([2, -8, 4, -4]);
});

test("ids before the window are ignored, even if another transform has a larger window", () => {
  const penalise = repetitionPenalty(2, { window: 2 });
  expect(penalise.memory).toBe(2);
  expect([...penalise(Float32Array.of(4, 4, 4), Int32Array.of(0, 1, 2))]).toEqual([4, 2, 2]);
});

test("a theta or a window of 0 is refused when the transform is built", () => {
  expect(() => repetitionPenalty(0)).toThrow(/repetitionPenalty: expected theta/);
  expect(() => repetitionPenalty(1.2, { window: 0 })).toThrow(/repetitionPenalty: expected window/);
});
