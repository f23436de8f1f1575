import { expect, test } from "vitest";
import { clipped } from "./clipped.ts";

const gradients = (last: number) => ({
  a: { shape: [1], values: Float32Array.of(3) },
  b: { shape: [2], values: Float32Array.of(0, last) },
});

test("gradients are scaled only if their norm is larger than the maximum", () => {
  expect(clipped({ gradients: gradients(4), most: 2.5 })).toEqual({
    norm: Float64Array.of(5),
    a: Float64Array.of(1.5),
    b: Float64Array.of(0, 2),
  });
  expect(clipped({ gradients: gradients(4), most: 6 }).a).toEqual(Float64Array.of(3));
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e30])("a value of %d makes all values NaN", (value) => {
  const { norm, a, b } = clipped({ gradients: gradients(value), most: 1 });
  expect(norm).toEqual(Float64Array.of(Number.isNaN(value) ? Number.NaN : Number.POSITIVE_INFINITY));
  expect([...(a ?? []), ...(b ?? [])]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});
