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

test("figures that are all the same have an interval of no width", () => {
  expect(bootstrapInterval([7, 7, 7], seed(1))).toEqual([7, 7]);
});

test("the same seed gives the same interval", () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  expect(bootstrapInterval(values, seed("a"))).toEqual(bootstrapInterval(values, seed("a")));
});

test("an interval of the median covers the true one about as often as it says", () => {
  // Medians of 15 of the numbers 0 to 99 in an order that is mixed but fixed: the true median is 49.5.
  const mixed = Array.from({ length: 1500 }, (_, index) => (index * 7919) % 100);
  const trials = Array.from({ length: 100 }, (_, trial) => mixed.slice(15 * trial, 15 * trial + 15));
  const covered = trials.filter((values, trial) => {
    const [least, most] = bootstrapInterval(values, seed(trial), 400);
    return least <= 49.5 && most >= 49.5;
  });
  expect(covered.length).toBeGreaterThanOrEqual(85);
});

test("the spread is the distance between the extremes as a share of the median", () => {
  expect(spread([9, 10, 12])).toBeCloseTo(0.3);
  expect(spread([5])).toBe(0);
});
