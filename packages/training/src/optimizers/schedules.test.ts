import { describe, expect, test } from "vitest";
import golden from "../golden/schedules.golden.json" with { type: "json" };
import { adam } from "./adam.ts";
import {
  constant,
  cosineDecay,
  exponentialDecay,
  linearWarmup,
  type Schedule,
  scheduleOf,
  stepDecay,
} from "./schedules.ts";

const { torch: _, rate, ...rates } = golden;

const schedules: Record<keyof typeof rates, Schedule> = {
  "step decay, 0.5 each 30 steps": stepDecay(rate, { factor: 0.5, every: 30 }),
  "exponential decay, 0.96 each step": exponentialDecay(rate, { factor: 0.96 }),
  "cosine decay, 100 steps to 0.001": cosineDecay(rate, { over: 100, to: 0.001 }),
  "linear warm-up over 10 steps": linearWarmup(10, rate),
  "linear warm-up over 10 steps, then cosine decay over 90": linearWarmup(
    10,
    cosineDecay(rate, { over: 90 }),
  ),
};

// PyTorch multiplies the previous rate, whereas Tenet computes each from the first. The stored rates have nine digits.
test.each(Object.entries(rates))("%s equals PyTorch's at each of 100 steps", (name, wanted) => {
  const schedule = schedules[name as keyof typeof schedules];
  wanted.forEach((value, step) => {
    expect(Math.abs(schedule(step) - value)).toBeLessThan(2e-9 * rate);
  });
});

test("exponentialDecay over n steps equals stepDecay every n steps at each of its edges", () => {
  const smooth = exponentialDecay(2e-3, { factor: 0.96, over: 5000 });
  const stairs = stepDecay(2e-3, { factor: 0.96, every: 5000 });
  expect(smooth(5000)).toBeCloseTo(2e-3 * 0.96, 12);
  expect(smooth(10_000)).toBeCloseTo(stairs(10_000), 12);
  expect(stairs(9_999)).toBe(2e-3 * 0.96);
});

test("cosineDecay stays at its final rate, whereas PyTorch's rises again", () => {
  const schedule = cosineDecay(1, { over: 10, to: 0.25 });
  expect([schedule(0), schedule(10), schedule(11), schedule(1e6)]).toEqual([1, 0.25, 0.25, 0.25]);
});

test("a warm-up over 0 steps has no effect", () => {
  expect(linearWarmup(0, constant(0.1))(0)).toBe(0.1);
});

test("a schedule may return 0, and an invalid rate is reported with its step", () => {
  expect(scheduleOf("sgd", () => 0)(3)).toBe(0);
  expect(() => scheduleOf("sgd", () => Number.NaN)(3)).toThrow(
    "sgd: expected the schedule to return a finite number of at least 0 at step 3, got NaN.",
  );
});

describe("options are checked when the schedule is made", () => {
  test.each([
    ["constant: expected rate", () => constant(0)],
    ["stepDecay: expected factor", () => stepDecay(1, { factor: 0, every: 10 })],
    ["stepDecay: expected every", () => stepDecay(1, { factor: 0.5, every: 0 })],
    ["exponentialDecay: expected over", () => exponentialDecay(1, { factor: 0.5, over: 1.5 })],
    [
      "cosineDecay: expected to to be a number from 0 to 1, got 2.",
      () => cosineDecay(1, { over: 10, to: 2 }),
    ],
    ["linearWarmup: expected over", () => linearWarmup(-1, 1)],
    ["linearWarmup: expected rate", () => linearWarmup(10, -1)],
  ])("%s", (message, make) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});

test("a learning rate in an object of options is refused when the optimizer is built", () => {
  expect(() => adam({ learningRate: 0.01 } as never)).toThrow(
    'adam: expected a learning rate or a schedule, got {"learningRate":0.01}. Pass the number itself',
  );
});
