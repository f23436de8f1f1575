import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateText, numberText, percentText } from "./wording.ts";

test("numbers have three digits, or all before the point", () => {
  expect([0.012345, 1.2345, 12.345, 123.45, 12345.6, 9.996, 0.09999, 0].map(numberText)).toEqual([
    "0.0123",
    "1.23",
    "12.3",
    "123",
    "12,346",
    "10.0",
    "0.100",
    "0",
  ]);
  expect(percentText(0.7812)).toBe("78.1 %");
  expect(estimateText({ median: 2, interval: [1.5, 10] })).toBe("2.00 (1.50 to 10.0)");
});

test("a number that is shown is within half a percent of what it is", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (value) => {
      const shown = Number(numberText(value).replaceAll(",", ""));
      expect(Math.abs(shown / value - 1)).toBeLessThanOrEqual(0.00501);
    }),
  );
});
