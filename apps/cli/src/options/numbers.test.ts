import fc from "fast-check";
import { expect, test } from "vitest";
import { numberBelow, positiveNumber, positiveNumbers, shareBelowOne, wholeNumber } from "./numbers.ts";

test("every number that is written out is read as it is, if it is in range", () => {
  fc.assert(
    fc.property(fc.double({ min: Number.MIN_VALUE, max: 1e300, noNaN: true }), (value) => {
      expect(positiveNumber(String(value))).toBe(value);
    }),
  );
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      if (value >= 3) expect(wholeNumber(3)(String(value))).toBe(value);
      else expect(() => wholeNumber(3)(String(value))).toThrow("of at least 3");
    }),
  );
});

test("a list of numbers is read number by number", () => {
  const numbers = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(numbers, (list) => {
      expect(positiveNumbers(list.join(","))).toEqual(list);
    }),
  );
  for (const text of ["", "1,,2", "1,0", "1;2", "1,-2"])
    expect(() => positiveNumbers(text)).toThrow("above 0");
});

test("no text makes a parser give a number that is out of its range", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String)), (text) => {
      for (const parse of [wholeNumber(1, 9), positiveNumber, numberBelow(0, 1), shareBelowOne]) {
        const value = read(parse, text);
        if (value === undefined) continue;
        expect(value).toBe(Number(text));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
      }
    }),
  );
});

test("the bounds of a share are no shares", () => {
  for (const text of ["0", "1", "", " ", "half", "NaN", "-0.1"])
    expect(() => shareBelowOne(text)).toThrow("above 0 and below 1");
  expect(numberBelow(0, 1)("0")).toBe(0);
  expect(() => numberBelow(0, 1)("1")).toThrow("below 1");
});

function read(parse: (text: string) => number, text: string): number | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
