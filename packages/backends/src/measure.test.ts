import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { measureStep } from "./measure.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A trial whose every step takes what `step` says of its number, and the runs that were asked of it. */
function trial(step: (number: number) => number) {
  const runs: number[] = [];
  let done = 0;
  return {
    runs,
    run: async (steps: number) => {
      runs.push(steps);
      for (let count = 0; count < steps; count += 1) {
        vi.advanceTimersByTime(step(done));
        done += 1;
      }
    },
    end: () => {},
  };
}

describe("a step's time", () => {
  test("leaves out the first, which compiles", async () => {
    expect(await measureStep(trial((number) => (number === 0 ? 5000 : 10)))).toBeCloseTo(10);
  });

  test("is the median: one run that something else disturbed does not count", async () => {
    const { runs, ...steady } = trial((number) => (number > 20 && number < 25 ? 500 : 10));
    expect(await measureStep(steady)).toBeCloseTo(10);
    expect(runs).toEqual([1, 1, 16, 16, 16]);
  });

  test("of more than the budget is taken from one alone", async () => {
    const { runs, ...slow } = trial(() => 4000);
    expect(await measureStep(slow)).toBe(4000);
    expect(runs).toEqual([1, 1]);
  });

  test("of almost nothing takes runs of many, but not of any number", async () => {
    const { runs, ...quick } = trial(() => 0.01);
    expect(await measureStep(quick)).toBeCloseTo(0.01);
    expect(Math.max(...runs)).toBe(50);
  });
});
