import { expect, test } from "vitest";
import { lastMeasures, meanMeasures } from "./recent-measures.ts";
import type { Measures } from "./run-event.ts";

const steps = Array.from({ length: 120 }, (_, step): Measures => ({ loss: 1 / (step + 3), accuracy: step }));

/** What is remembered of `steps` when they come `each` at a time. */
function remembered(each: number): readonly Measures[] {
  let recent: readonly Measures[] = [];
  for (let from = 0; from < steps.length; from += each)
    recent = lastMeasures(recent, steps.slice(from, from + each));
  return recent;
}

test("the last 50 steps are remembered, however many come at a time", () => {
  for (const each of [1, 7, 50, 60, 120]) expect(remembered(each)).toEqual(steps.slice(-50));
  expect(lastMeasures([], steps.slice(0, 3))).toEqual(steps.slice(0, 3));
});

test("the mean is taken of each measure", () => {
  expect(meanMeasures(steps.slice(0, 2))).toEqual({ loss: (1 / 3 + 1 / 4) / 2, accuracy: 0.5 });
});
