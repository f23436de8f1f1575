import { expect, test } from "vitest";
import { measuredSubject, sampleResults } from "../testing/sample-results.ts";
import { grossRegressions } from "./compare-gross.ts";
import { compareResults } from "./compare-results.ts";
import type { CaseResult, Results, SubjectResult } from "./results.ts";

const title = "Tenet, wasm fused, 2 threads";

test("a run compared with itself has no gross regressions", () => {
  expect(regressions(sampleResults())).toEqual([]);
});

test("a ratio that fell by more than half is named, with how far it fell", () => {
  expect(regressions(withSecond(measuredSubject("tenet-wasm-2", 1, { title, ratio: 13.2 })))).toEqual([
    `after.json, train/text-2x128: ${title} fell to 40 % (39 % to 41 %) of the earlier ratio, below the 50 % that is allowed.`,
  ]);
});

test("a ratio that fell by less than the tolerance, or is too noisy to tell, is not reported", () => {
  const small = withSecond(measuredSubject("tenet-wasm-2", 1, { ratio: 22 }));
  expect(regressions(small)).toEqual([]);
  expect(regressions(small, 1.4)).toHaveLength(1);
  expect(regressions(withSecond(measuredSubject("tenet-wasm-2", 1, { ratio: 13.2, spread: 2 })))).toEqual([]);
});

test("a subject that failed or disappeared is reported; a new one is not", () => {
  const failed = { id: "tenet-wasm-2", title, threads: 2, status: "failed", reason: "no memory" } as const;
  expect(regressions(withSecond(failed))).toEqual([
    `after.json, train/text-2x128: ${title} cannot be compared: it failed in after.json: no memory.`,
  ]);
  const renamed = withSecond(measuredSubject("tenet-wasm-3", 1, { ratio: 40 }));
  expect(regressions(renamed)).toEqual([
    `after.json, train/text-2x128: ${title} cannot be compared: after.json has no such subject.`,
  ]);
});

test("a tolerance of 1 and an earlier run without ratios are refused", () => {
  expect(() => regressions(sampleResults(), 1)).toThrow(/tolerance - 1/);
  const empty = { name: "kept.json", results: { ...sampleResults(), cases: [] } };
  expect(() => grossRegressions(compareResults(empty, empty))).toThrow(
    /grossRegressions: expected ratios in kept.json/,
  );
});

function regressions(after: Results, tolerance = 2): string[] {
  const comparison = compareResults(
    { name: "before.json", results: sampleResults() },
    { name: "after.json", results: after },
  );
  return grossRegressions(comparison, { tolerance });
}

/** The sample results with the second subject of the first case replaced. */
function withSecond(exchanged: SubjectResult): Results {
  const [first, ...others] = sampleResults().cases as [CaseResult, ...CaseResult[]];
  return {
    ...sampleResults(),
    cases: [{ ...first, subjects: first.subjects.with(1, exchanged) }, ...others],
  };
}
