import { normal, seed } from "@tenetjs/core";
import { expect, test } from "vitest";
import { quotientOf } from "./quotient.ts";

test("exact values give an exact quotient", () => {
  expect(quotientOf({ median: 6, interval: [6, 6] }, { median: 2, interval: [2, 2] })).toEqual({
    median: 3,
    interval: [3, 3],
  });
});

test("distances on a log scale add up as the root of their squares", () => {
  const { interval } = quotientOf(
    { median: 1, interval: [Math.exp(-3), Math.exp(30)] },
    { median: 1, interval: [Math.exp(-40), Math.exp(4)] },
  );
  expect(Math.log(interval[0])).toBeCloseTo(-5, 10);
  expect(Math.log(interval[1])).toBeCloseTo(50, 10);
});

test("an interval down to 0 gives one down to 0", () => {
  const { interval } = quotientOf({ median: 1, interval: [0, 2] }, { median: 1, interval: [1, 1] });
  expect(interval).toEqual([0, 2]);
});

test("the interval of a quotient has the same coverage as the intervals of its operands", () => {
  const rng = seed("quotients");
  const [deviations, trials] = [[0.05, 0.2] as const, 2000];
  const estimate = (truth: number, deviation: number) => {
    const median = truth * Math.exp(deviation * normal(rng));
    return {
      median,
      interval: [median * Math.exp(-1.96 * deviation), median * Math.exp(1.96 * deviation)] as const,
    };
  };
  const held = Array.from({ length: trials }, () => {
    const { interval } = quotientOf(estimate(20, deviations[0]), estimate(10, deviations[1]));
    return interval[0] <= 2 && 2 <= interval[1];
  }).filter((holds) => holds).length;
  // Three standard deviations of a binomial proportion with n = 2000 and p = 0.95.
  expect(Math.abs(held / trials - 0.95)).toBeLessThan(0.015);
});
