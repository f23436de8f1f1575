import { expect, test } from "vitest";
import type { Batch } from "./batch.ts";
import { batches } from "./batches.ts";

const numbered = (index: number): Batch => ({
  inputs: { data: Int32Array.of(index), shape: [1, 1] },
  targets: { data: Int32Array.of(index), shape: [1] },
});
const read = (source: Iterable<Batch>) => Array.from(source, ({ inputs }) => inputs.data[0]);

test("iteration starts at batch 0 each time, or at any given batch", () => {
  const three = batches(3, numbered);
  expect(read(three)).toEqual([0, 1, 2]);
  expect(read(three)).toEqual([0, 1, 2]);
  const rest = three.from(1);
  expect(read(rest)).toEqual([1, 2]);
  expect(read(rest)).toEqual([1, 2]);
  expect(read(three.from(3))).toEqual([]);
  expect(read([three.at(2)])).toEqual([2]);
});

test("an index out of range throws when it is passed, not at the first read", () => {
  const three = batches(3, numbered);
  expect(() => three.at(3)).toThrow("batches.at: expected index to be an integer from 0 to 2, got 3.");
  expect(() => three.from(4)).toThrow("batches.from: expected index to be an integer from 0 to 3, got 4.");
  expect(() => three.at(-1)).toThrow(RangeError);
  expect(() => batches(Number.POSITIVE_INFINITY, numbered).at(0.5)).toThrow(RangeError);
});

test("a count must be a non-negative integer or Infinity", () => {
  expect(() => batches(1.5, numbered)).toThrow(RangeError);
  expect(() => batches(-1, numbered)).toThrow(RangeError);
  expect(batches(Number.POSITIVE_INFINITY, numbered).at(1e12).inputs.data[0]).toBe(1e12 | 0);
});
