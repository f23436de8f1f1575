import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateText, numberText, percentText } from "./wording.ts";

test("numbers have three significant digits, or all before the decimal point", () => {
  expect([0.012345, 1.2345, 12.345, 123.45, 12345.6, 9.996, 0.09999, 0, 1.234e-9].map(numberText)).toEqual([
    "0.0123",
    "1.23",
    "12.3",
    "123",
    "12,346",
    "10.0",
    "0.100",
    "0",
    "1.23e-9",
  ]);
  expect([1.032, 0.7812, 0.0314, 0].map(percentText)).toEqual(["103 %", "78 %", "3.1 %", "0 %"]);
  expect(estimateText({ median: 2, interval: [1.5, 10] })).toBe("2.00 (1.50 to 10.0)");
});

test("a number as shown is within half a percent of its value", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (value) => {
      const shown = Number(numberText(value).replaceAll(",", ""));
      expect(Math.abs(shown / value - 1)).toBeLessThanOrEqual(0.00501);
    }),
  );
});
