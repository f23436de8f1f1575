import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { measureStep } from "./measure.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A trial whose n-th step takes `step(n)` milliseconds, and the lengths of the runs that it was asked for. */
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
  test("leaves out the first step, which compiles", async () => {
    expect(await measureStep(trial((number) => (number === 0 ? 5000 : 10)))).toBeCloseTo(10);
  });

  test("is the median, so that one disturbed run does not count", async () => {
    const { runs, ...steady } = trial((number) => (number > 20 && number < 25 ? 500 : 10));
    expect(await measureStep(steady)).toBeCloseTo(10);
    expect(runs).toEqual([1, 1, 16, 16, 16]);
  });

  test("comes from a single run when one step exceeds the budget", async () => {
    const { runs, ...slow } = trial(() => 4000);
    expect(await measureStep(slow)).toBe(4000);
    expect(runs).toEqual([1, 1]);
  });

  test("comes from runs of many steps when steps are short, up to a maximum", async () => {
    const { runs, ...quick } = trial(() => 0.01);
    expect(await measureStep(quick)).toBeCloseTo(0.01);
    expect(Math.max(...runs)).toBe(50);
  });
});
