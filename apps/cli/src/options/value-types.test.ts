import { InvalidArgumentError } from "commander";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  advising,
  atLeastZero,
  belowOne,
  choice,
  fraction,
  integer,
  list,
  positive,
  repeated,
  share,
  text,
  type ValueType,
} from "./value-types.ts";

test("a number within the range is read exactly", () => {
  fc.assert(
    fc.property(fc.double({ min: Number.MIN_VALUE, max: 1e300, noNaN: true }), (value) => {
      expect(positive.parse(String(value))).toBe(value);
    }),
  );
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      if (value >= 3) expect(integer(3).parse(String(value))).toBe(value);
      else expect(() => integer(3).parse(String(value))).toThrow("Expected an integer of at least 3.");
    }),
  );
});

test("a list is read value by value, and refused when one is out of range", () => {
  const numbers = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(numbers, (values) => {
      expect(list(positive).parse(values.join(","))).toEqual(values);
    }),
  );
  for (const written of ["", "1,,2", "1,0", "1;2", "1,-2"])
    expect(() => list(positive).parse(written)).toThrow("above 0");
});

test("no text is read as a number outside the range", () => {
  const types = [integer(1, 9), positive, atLeastZero, belowOne, fraction, share];
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String)), (written) => {
      for (const type of types) {
        const value = read(type, written);
        if (value === undefined) continue;
        expect(value).toBe(Number(written));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
      }
    }),
  );
});

test("bounds are included or excluded as the range says", () => {
  for (const written of ["0", "1", "", " ", "half", "NaN", "-0.1"])
    expect(() => fraction.parse(written)).toThrow("above 0 and below 1");
  expect([belowOne.parse("0"), share.parse("1"), atLeastZero.parse("0")]).toEqual([0, 1, 0]);
  expect(() => belowOne.parse("1")).toThrow("below 1");
  for (const written of ["0", "1.01", "", " ", "0.5x", "1e", "-"])
    expect(() => share.parse(written)).toThrow(InvalidArgumentError);
  expect(() => integer(2, 5).parse("6")).toThrow("Expected an integer from 2 to 5.");
});

test("a choice accepts its names only, and lists them in the error", () => {
  const colours = choice(["red", "green"]);
  expect(colours.parse("green")).toBe("green");
  expect(() => colours.parse("blue")).toThrow("Allowed choices are red, green.");
});

test("a choice that is only spelled otherwise is named", () => {
  const cells = choice(["lstm", "layer-norm-lstm"]);
  expect(() => cells.parse("LSTM")).toThrow("Did you mean lstm?");
  expect(() => cells.parse("layerNormLSTM")).toThrow("Did you mean layer-norm-lstm?");
});

test("a number with commas is written as it is meant", () => {
  expect(() => positive.parse("0,01")).toThrow("Expected a number above 0. Write 0.01.");
  expect(() => integer(1).parse("10,000")).toThrow("Expected an integer of at least 1. Write 10000.");
  expect(() => integer(1, 9).parse("10,000")).toThrow(/from 1 to 9\.$/);
  expect(() => positive.parse("1,2,3")).toThrow(/above 0\.$/);
});

test("a repeatable option collects its values", () => {
  const words = repeated(text);
  expect(words.parse("b", words.parse("a"))).toEqual(["a", "b"]);
});

test("advice ends the error", () => {
  expect(() => advising("Leave it out.", positive).parse("0")).toThrow(
    "Expected a number above 0. Leave it out.",
  );
});

function read(type: ValueType<number>, written: string): number | undefined {
  try {
    return type.parse(written);
  } catch {
    return undefined;
  }
}
