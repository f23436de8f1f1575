import fc from "fast-check";
import { expect, test } from "vitest";
import { argmax } from "../picks.ts";
import { softmax } from "../softmax.ts";
import { temperature } from "./temperature.ts";

const none = new Int32Array(0);

test("a temperature of 0.5 squares the odds, and 2 takes their square root", () => {
  const logits = Float32Array.of(Math.log(4), 0);
  const odds = (value: number) => {
    const [a, b] = softmax(temperature(value)(logits, none));
    return a! / b!;
  };
  expect(odds(0.5)).toBeCloseTo(16, 4);
  expect(odds(1)).toBeCloseTo(4, 5);
  expect(odds(2)).toBeCloseTo(2, 5);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
  "a temperature of %s is refused when the transform is built",
  (value) => {
    expect(() => temperature(value)).toThrow(/temperature: expected a finite number above 0.*argmax/s);
  },
);

const logits = fc
  .float32Array({ minLength: 1, maxLength: 8, noNaN: true, noDefaultInfinity: true })
  .filter((row) => row.some(Number.isFinite));
const positive = fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true });

test("any temperature that is allowed gives probabilities of any finite logits, and keeps their order", () => {
  fc.assert(
    fc.property(logits, positive, (row, value) => {
      const heated = temperature(value)(row, none);
      const probabilities = softmax(heated);
      expect(probabilities.every((probability) => probability >= 0 && probability <= 1)).toBe(true);
      expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
      expect(heated[argmax(row)]).toBe(Math.max(...heated));
    }),
    { numRuns: 1000 },
  );
});

test.each([5e-324, 1e-45, 1e-40, 1e-39, 1e-20])("a temperature of %s takes the likeliest token", (value) => {
  const heated = temperature(value)(Float32Array.of(-3, 2, 1.9999, -60), none);
  expect([...softmax(heated)]).toEqual([0, 1, 0, 0]);
  expect([...softmax(temperature(value)(Float32Array.of(4, 4, 1), none))]).toEqual([0.5, 0.5, 0]);
});

test("a model draws at no temperature at which float32 overflows", () => {
  expect(temperature(0.5).forDraw?.({})).toEqual({ temperature: 0.5 });
  expect(temperature(1e-39).forDraw?.({})).toBeUndefined();
  expect(temperature(1e39).forDraw?.({})).toBeUndefined();
});
