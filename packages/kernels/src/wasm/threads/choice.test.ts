import { describe, expect, test } from "vitest";
import { type Choice, measuredChoice } from "./choice.ts";

/** Runs jobs that take the given times; returns how many ran on all threads. */
function runJobs(choice: Choice, count: number, times: { together: number; alone: number }): number {
  let together = 0;
  for (let job = 0; job < count; job += 1) {
    together += Number(choice.parallel);
    choice.took(choice.parallel ? times.together : times.alone);
  }
  return together;
}

describe("a choice", () => {
  test("begins with all threads, tries one, and takes what is faster", () => {
    const choice = measuredChoice();
    expect(choice.parallel).toBe(true);
    expect(runJobs(choice, 1000, { together: 1, alone: 1.9 })).toBeGreaterThan(950);
    const small = measuredChoice();
    expect(runJobs(small, 1000, { together: 1.2, alone: 1 })).toBeLessThan(50);
  });

  test("changes soon after a processor is taken by another program, and again when it is free", () => {
    const choice = measuredChoice();
    runJobs(choice, 5000, { together: 1, alone: 1.9 });
    expect(runJobs(choice, 100, { together: 8, alone: 2 })).toBeLessThan(30);
    expect(runJobs(choice, 500, { together: 1, alone: 1.9 })).toBeGreaterThan(250);
  });

  test("spends little on trials while nothing changes", () => {
    const choice = measuredChoice();
    runJobs(choice, 2000, { together: 1, alone: 1.9 });
    expect(runJobs(choice, 10_000, { together: 1, alone: 1.9 })).toBeGreaterThan(9900);
  });

  test("ignores the first jobs of a trial, which find code cold and threads asleep", () => {
    const choice = measuredChoice();
    for (const time of [50, 40, 1, 1, 1, 1]) choice.took(time);
    expect(choice.parallel).toBe(false);
    for (const time of [50, 40, 2, 2, 2, 2]) choice.took(time);
    expect(choice.parallel).toBe(true);
  });
});
