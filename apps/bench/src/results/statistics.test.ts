import { seed } from "@tenetjs/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bootstrapInterval, spread } from "./statistics.ts";

const figures = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });

test("the interval lies within the figures, and its ends are in order", () => {
  fc.assert(
    fc.property(figures, (values) => {
      const [least, most] = bootstrapInterval(values, seed(1), 200);
      expect(least).toBeLessThanOrEqual(most);
      expect(least).toBeGreaterThanOrEqual(Math.min(...values));
      expect(most).toBeLessThanOrEqual(Math.max(...values));
    }),
  );
});

test("equal figures have an interval of width zero", () => {
  expect(bootstrapInterval([7, 7, 7], seed(1))).toEqual([7, 7]);
});

test("the same seed gives the same interval", () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  expect(bootstrapInterval(values, seed("a"))).toEqual(bootstrapInterval(values, seed("a")));
});

test("an interval covers the true median about as often as it claims", () => {
  // Samples of 15 from the numbers 0 to 99, in a fixed shuffled order. The true median is 49.5.
  const mixed = Array.from({ length: 1500 }, (_, index) => (index * 7919) % 100);
  const trials = Array.from({ length: 100 }, (_, trial) => mixed.slice(15 * trial, 15 * trial + 15));
  const covered = trials.filter((values, trial) => {
    const [least, most] = bootstrapInterval(values, seed(trial), 400);
    return least <= 49.5 && most >= 49.5;
  });
  expect(covered.length).toBeGreaterThanOrEqual(85);
});

test("the spread is the range relative to the median", () => {
  expect(spread([9, 10, 12])).toBeCloseTo(0.3);
  expect(spread([5])).toBe(0);
});
