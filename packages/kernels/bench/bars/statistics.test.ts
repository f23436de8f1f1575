import fc from "fast-check";
import { expect, test } from "vitest";
import { median, ratios, spread } from "./statistics.ts";

test("the median is the middle, or the mean of the two in the middle, and leaves its values in order", () => {
  const values = [3, 1, 2] as const;
  expect(median(values)).toBe(2);
  expect(values).toEqual([3, 1, 2]);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test("as many values lie below the median as above", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const middle = median(values);
      const below = values.filter((value) => value < middle).length;
      const above = values.filter((value) => value > middle).length;
      expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});

test("the spread is most less least, by the median", () => {
  expect(spread([10, 12, 9])).toBeCloseTo(0.3);
  expect(spread([5, 5])).toBe(0);
});

test("ratios are taken round by round, so that a slow round slows both sides", () => {
  expect(ratios([20, 40], [10, 20])).toEqual([2, 2]);
  expect(() => ratios([1], [1, 2])).toThrow("got 1 and 2");
});
