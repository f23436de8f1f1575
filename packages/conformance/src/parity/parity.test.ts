import { expect, test } from "vitest";
import { parityOf, worse } from "./parity.ts";

const reference = { outputs: Float64Array.of(0.5, -4), "d inputs": Float64Array.of(0, 0.01) };

test("an error is relative to the largest value of its tensor", () => {
  const results = { outputs: Float32Array.of(0.5, -3), "d inputs": Float32Array.of(0.005, 0.01) };
  expect(parityOf(results, reference)).toEqual({ outputs: 0.25, gradients: expect.closeTo(0.5, 6) });
});

test("a missing, extra or non-finite value is an infinite error", () => {
  const infinite = { outputs: Number.POSITIVE_INFINITY };
  const gradient = { "d inputs": Float32Array.of(0, 0.01) };
  expect(parityOf(gradient, reference)).toMatchObject(infinite);
  for (const outputs of [Float32Array.of(0.5), Float32Array.of(0.5, Number.NaN)])
    expect(parityOf({ outputs, ...gradient }, reference)).toMatchObject(infinite);
  expect(parityOf({ ...reference, "state.h": Float32Array.of(1) }, reference)).toMatchObject(infinite);
});

test("a value that should not be finite has to match, and an error at 0 is relative to the other values", () => {
  const nan = { loss: Float64Array.of(Number.NaN, 2) };
  expect(parityOf({ loss: Float32Array.of(Number.NaN, 2) }, nan).outputs).toBe(0);
  expect(parityOf({ loss: Float32Array.of(Number.NaN, 3) }, nan).outputs).toBe(0.5);
  expect(parityOf({ loss: Float32Array.of(1, 2) }, nan).outputs).toBe(Number.POSITIVE_INFINITY);
  const zero = { loss: Float64Array.of(0) };
  expect(parityOf({ loss: Float32Array.of(0) }, zero).outputs).toBe(0);
  expect(parityOf({ loss: Float32Array.of(1) }, zero).outputs).toBe(Number.POSITIVE_INFINITY);
});

test("the worse of two parities has the larger error in each part", () => {
  expect(worse({ outputs: 1, gradients: 2 }, { outputs: 3, gradients: 0 })).toEqual({
    outputs: 3,
    gradients: 2,
  });
});
