import fc from "fast-check";
import { expect, test } from "vitest";
import { logDomain, logTicks, tickText } from "./log-scale.ts";

const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true });

test("a log axis contains its values, and has at least two ticks and at most the requested number", () => {
  fc.assert(
    fc.property(
      fc.array(positive, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 4, max: 12 }),
      (values, most) => {
        const domain = logDomain(values);
        const ticks = logTicks(domain, most);
        for (const value of [...values, ...ticks]) {
          expect(value).toBeGreaterThanOrEqual(domain[0]);
          expect(value).toBeLessThanOrEqual(domain[1]);
        }
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(most);
        expect(new Set(ticks.map(tickText)).size).toBe(ticks.length);
      },
    ),
  );
});

test("ticks are as close as the limit allows", () => {
  expect(logTicks([1, 100], 8)).toEqual([1, 2, 5, 10, 20, 50, 100]);
  expect(logTicks([1, 100], 5)).toEqual([1, 3, 10, 30, 100]);
  expect(logTicks([1e-6, 1e6], 5)).toEqual([1e-6, 1e-3, 1, 1e3, 1e6]);
});

test("an axis without values has a default domain", () => {
  expect(logDomain([])).toEqual([1, 10]);
});

test("tick labels are short and readable", () => {
  expect([0.05, 0.0002, 20, 5000, 2e-7, 1e9].map(tickText)).toEqual([
    "0.05",
    "0.0002",
    "20",
    "5,000",
    "2e-7",
    "1000000000",
  ]);
});
