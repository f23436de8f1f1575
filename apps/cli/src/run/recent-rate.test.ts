import fc from "fast-check";
import { expect, test } from "vitest";
import { recentRate } from "./recent-rate.ts";

test("the first readings give the mean since the start, also in a resumed run", () => {
  const rate = recentRate(100);
  expect(rate(110, 2)).toBe(5);
  expect(rate(140, 8)).toBe(5);
});

test("readings older than the span do not count", () => {
  const rate = recentRate(0, 10);
  rate(1, 60);
  for (let second = 61; second <= 69; second += 1)
    expect(rate(1 + 4 * (second - 60), second)).toBeLessThan(4);
  for (let second = 70; second <= 80; second += 1) expect(rate(1 + 4 * (second - 60), second)).toBe(4);
});

test("readings further apart than the span give the rate between the last two", () => {
  const rate = recentRate(0, 10);
  expect(rate(1, 30)).toBeCloseTo(1 / 30);
  expect(rate(2, 45)).toBeCloseTo(1 / 15);
});

test("a steady rate is found at any spacing of the readings", () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(gaps, (milliseconds) => {
      const rate = recentRate(7, 2);
      let seconds = 0;
      for (const gap of milliseconds) {
        seconds += gap / 100;
        expect(rate(7 + 3 * seconds, seconds)).toBeCloseTo(3, 6);
      }
    }),
  );
});

test("a step that takes no measurable time gives a finite rate", () => {
  expect(Number.isFinite(recentRate(0)(1, 0))).toBe(true);
});
