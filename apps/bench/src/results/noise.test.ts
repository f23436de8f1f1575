import { expect, test } from "vitest";
import { noiseOf } from "./noise.ts";
import type { CaseResult } from "./results.ts";

test("rounds that hardly differ are not noise", () => {
  expect(noiseOf([caseOf([10, 10.2, 10.5])])).toBeUndefined();
});

test("noise is described by the number of noisy figures and the worst of them", () => {
  expect(noiseOf([caseOf([10, 10, 10], [10, 14, 10], [10, 12, 10])])).toBe(
    "The machine was noisy: in 2 of 3 figures, rounds differ by more than 10 %, by up to 40 % (Subject 1, train/x). " +
      "Read each ratio with its interval.",
  );
});

function caseOf(...rounds: number[][]): CaseResult {
  return {
    id: "train/x",
    title: "Train",
    description: "",
    unit: "ms",
    better: "lower",
    reference: "none",
    subjects: rounds.map((each, index) => ({
      id: `subject-${index}`,
      title: `Subject ${index}`,
      threads: 1,
      status: "measured",
      rounds: each,
      median: 10,
      interval: [10, 10],
      check: { status: "none" },
    })),
  };
}
