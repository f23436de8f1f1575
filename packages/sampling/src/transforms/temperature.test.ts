import { expect, test } from "vitest";
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
