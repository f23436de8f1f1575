import { expect, test } from "vitest";
import { correlations } from "./correlations.ts";
import { textFeatures } from "./text-features.ts";

function featureOf(name: string, text: string): number[] {
  return [...(textFeatures([...text]).find((feature) => feature.name === name)?.values ?? [])];
}

test("straight and curly quotation marks open and close, and a paragraph closes one that is left open", () => {
  expect(featureOf("inside quotation marks", 'a "b" c')).toEqual([0, 0, 1, 1, 0, 0, 0]);
  expect(featureOf("inside quotation marks", "“a” b")).toEqual([1, 1, 0, 0, 0]);
  expect(featureOf("inside quotation marks", '"a\n\nb')).toEqual([1, 1, 1, 0, 0]);
});

test("places in words, lines and sentences count from their beginnings", () => {
  expect(featureOf("how far into the word", "it is")).toEqual([1, 2, 0, 1, 2]);
  expect(featureOf("how far into the line", "ab\nc")).toEqual([1, 2, 0, 1]);
  expect(featureOf("how far into the sentence", "a. b")).toEqual([1, 0, 1, 2]);
  expect(featureOf("at a capital letter", "aÉ")).toEqual([0, 1]);
});

test("a correlation is that of Pearson, over the given rows, and NaN where nothing varies", () => {
  const table = Float32Array.from([1, 5, 0, 2, 5, 0, 3, 5, 9, 4, 5, 0]);
  const values = Float32Array.from([2, 4, 6, -100]);
  const [same, constant, other] = correlations(table, 3, values, [0, 3]);
  expect(same).toBeCloseTo(1, 6);
  expect(constant).toBeNaN();
  expect(other).toBeCloseTo(Math.sqrt(3) / 2, 6);
});
