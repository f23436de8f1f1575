import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { nowAndThen } from "./now-and-then.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The times at which work that takes `cost` milliseconds is done, when it is asked for each millisecond. */
async function timesOf(pause: number, cost: number, until: number): Promise<number[]> {
  const start = performance.now();
  const times: number[] = [];
  const sometimes = nowAndThen(pause);
  while (performance.now() - start < until) {
    await sometimes(async () => {
      times.push(performance.now() - start);
      vi.advanceTimersByTime(cost);
    });
    vi.advanceTimersByTime(1);
  }
  return times;
}

test("what is quick is done after each pause", async () => {
  expect(await timesOf(100, 1, 350)).toEqual([100, 201, 302]);
});

test("what is slow is done less often, so that it takes a small fraction of the time", async () => {
  const times = await timesOf(100, 30, 4000);
  expect(times).toEqual([100, 1630, 3160]);
});
