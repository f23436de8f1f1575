import { expect, test } from "vitest";
import { checkChoice, checkInteger, checkPositive, checkWithin } from "./check.ts";

test("a value that passes a check is returned", () => {
  expect(checkInteger("f", "n", 3, 3)).toBe(3);
  expect(checkInteger("f", "n", 5, 3, 5)).toBe(5);
  expect(checkPositive("f", "rate", Number.MIN_VALUE)).toBe(Number.MIN_VALUE);
  expect(checkWithin("f", "leak", 0, 0, 1)).toBe(0);
  expect(checkWithin("f", "leak", 1, 0, 1)).toBe(1);
  expect(checkChoice("f", "cell", "gru", ["lstm", "gru"])).toBe("gru");
});

test.each([2, 3.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  "%d is not an integer of at least 3",
  (value) => {
    expect(() => checkInteger("f", "n", value, 3)).toThrow(
      new RangeError(`f: expected n to be an integer of at least 3, got ${value}.`),
    );
  },
);

test("an upper limit is named", () => {
  expect(() => checkInteger("f", "n", 6, 3, 5)).toThrow("f: expected n to be an integer from 3 to 5, got 6.");
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%d is not a finite number above 0", (value) => {
  expect(() => checkPositive("f", "rate", value)).toThrow(
    new RangeError(`f: expected rate to be a finite number above 0, got ${value}.`),
  );
});

test.each([-0.1, 1.1, Number.NaN])("%d is not from 0 to 1", (value) => {
  expect(() => checkWithin("f", "leak", value, 0, 1)).toThrow(
    new RangeError(`f: expected leak to be a number from 0 to 1, got ${value}.`),
  );
});

test("the error for an unknown choice lists the choices", () => {
  expect(() => checkChoice("f", "cell", "lstn", ["lstm", "gru"])).toThrow(
    new RangeError('f: expected cell to be one of lstm, gru, got "lstn".'),
  );
});
