import { seed } from "@tenetjs/core";
import { expect, test } from "vitest";
import { summarise } from "./summarise.ts";

const check = { status: "none" } as const;
const rng = seed(1);

test("a ratio is taken round by round, so a slow round does not change it", () => {
  const { ratio, median } = summarise({
    rounds: [10, 30, 11],
    reference: [20, 60, 22],
    better: "lower",
    check,
    rng,
  });
  expect(median).toBe(11);
  expect(ratio).toEqual({ median: 2, interval: [2, 2] });
});

test("a ratio above 1 is better, for lower-is-better and higher-is-better units alike", () => {
  const figures = { rounds: [300], reference: [100], check, rng } as const;
  expect(summarise({ ...figures, better: "higher" }).ratio?.median).toBe(3);
  expect(summarise({ ...figures, better: "lower" }).ratio?.median).toBeCloseTo(1 / 3);
});

test("rounds that the reference did not take part in are left out of the ratio", () => {
  const figures = { better: "lower", check, rng } as const;
  expect(summarise({ ...figures, rounds: [10, 99], reference: [20] }).ratio?.median).toBe(2);
  expect(summarise({ ...figures, rounds: [10], reference: [] }).ratio).toBeUndefined();
  expect(summarise({ ...figures, rounds: [10], reference: undefined }).ratio).toBeUndefined();
});
