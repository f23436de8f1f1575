import { describe, expect, test } from "vitest";
import { type MeasuredChoice, measuredChoice } from "./choice.ts";

type Times = Record<string, { readonly together: number; readonly alone: number }>;

/** Runs rounds of jobs that take the given times; returns the share that ran on all threads. */
function runRounds(choice: MeasuredChoice, rounds: number, times: Times): number {
  const jobs = Object.entries(times);
  let together = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, time] of jobs) {
      together += Number(choice.parallel);
      choice.took(kind, choice.parallel ? time.together : time.alone);
    }
  }
  return together / rounds / jobs.length;
}

const large: Times = { forward: { together: 1, alone: 1.9 }, update: { together: 0.2, alone: 0.1 } };
const small: Times = { forward: { together: 0.3, alone: 0.2 }, update: { together: 0.2, alone: 0.1 } };
const shared: Times = { forward: { together: 8, alone: 2.1 }, update: { together: 2, alone: 0.1 } };

describe("a choice", () => {
  test("begins with all threads, tries one, and takes what is faster for all jobs together", () => {
    const choice = measuredChoice();
    expect(choice.parallel).toBe(true);
    expect(runRounds(choice, 5000, large)).toBeGreaterThan(0.95);
    expect(runRounds(measuredChoice(), 5000, small)).toBeLessThan(0.1);
  });

  test("changes soon after a processor is taken by another program, and again when it is free", () => {
    const choice = measuredChoice();
    runRounds(choice, 20_000, large);
    expect(runRounds(choice, 500, shared)).toBeLessThan(0.3);
    expect(runRounds(choice, 2000, large)).toBeGreaterThan(0.5);
  });

  test("spends little on trials while nothing changes", () => {
    const choice = measuredChoice();
    runRounds(choice, 5000, large);
    expect(runRounds(choice, 50_000, large)).toBeGreaterThan(0.99);
  });

  test("ignores the first jobs, which find code cold and threads asleep", () => {
    const choice = measuredChoice();
    runRounds(choice, 60, { job: { together: 50, alone: 50 } });
    expect(runRounds(choice, 5000, { job: { together: 1, alone: 2 } })).toBeGreaterThan(0.9);
  });

  test("does not compare jobs of different kinds", () => {
    const choice = measuredChoice();
    // The first trial has only short jobs, and the second only long ones.
    runRounds(choice, 192, { short: { together: 1, alone: 2 } });
    runRounds(choice, 72, { long: { together: 10, alone: 20 } });
    expect(choice.parallel).toBe(true);
    runRounds(choice, 3000, { long: { together: 10, alone: 5 } });
    expect(runRounds(choice, 5000, { long: { together: 10, alone: 5 } })).toBeLessThan(0.2);
  });
});
