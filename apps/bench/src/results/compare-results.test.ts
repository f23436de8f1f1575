import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measuredSubject, sampleResults } from "../testing/sample-results.ts";
import { compareResults, type SubjectComparison, verdictOf } from "./compare-results.ts";
import type { CaseResult, Results, SubjectResult } from "./results.ts";

describe("compareResults", () => {
  test("every ratio of a run compared with itself is the same", () => {
    const { cases, cautions } = compare(sampleResults(), sampleResults());
    const measured = cases.flatMap(({ subjects }) => subjects).filter(({ before }) => before);
    expect(measured).toHaveLength(7);
    expect(new Set(measured.map(({ verdict }) => verdict))).toEqual(new Set(["same"]));
    expect(cautions).toEqual([
      "before.json: The machine was noisy: in 1 of 14 figures, rounds differ by more than 10 %.",
      "after.json: The machine was noisy: in 1 of 14 figures, rounds differ by more than 10 %.",
    ]);
  });

  test("a machine that is slower at everything changes no verdict", () => {
    const slower = changed((subject) => ({
      ...subject,
      rounds: subject.rounds.map((time) => 3 * time),
      median: 3 * subject.median,
      interval: [3 * subject.interval[0], 3 * subject.interval[1]],
    }));
    expect(compare(sampleResults(), slower).cases).toEqual(compare(sampleResults(), sampleResults()).cases);
  });

  test.each([
    [40, "faster"],
    [25, "slower"],
    [33.5, "same"],
    [34, "unknown"],
  ] as const)("from 33 times to %d times as fast as the reference: %s", (ratio, verdict) => {
    expect(ofSubject("tenet-wasm-2", measuredSubject("tenet-wasm-2", 1, { ratio })).verdict).toBe(verdict);
  });

  test("a change with a wide interval is unknown, however far the ratio fell", () => {
    const noisy = measuredSubject("tenet-wasm-2", 1, { ratio: 22, spread: 0.6 });
    const { verdict, change } = ofSubject("tenet-wasm-2", noisy);
    expect(verdict).toBe("unknown");
    expect(change?.median).toBeCloseTo(2 / 3, 10);
    expect(change?.interval[1]).toBeGreaterThan(1);
  });

  test("what one run lacks is unknown, with the reason", () => {
    const failed = {
      id: "tenet-wasm-2",
      title: "Tenet",
      threads: 2,
      status: "failed",
      reason: "no memory",
    } as const;
    expect(ofSubject("tenet-wasm-2", failed)).toMatchObject({
      verdict: "unknown",
      before: { median: 33 },
      reason: "it failed in after.json: no memory",
    });
    const fewer = { ...sampleResults(), cases: sampleResults().cases.slice(1) };
    const { cases } = compare(fewer, sampleResults());
    expect(cases[0]?.subjects[0]).toMatchObject({
      verdict: "unknown",
      reason: "before.json has no such case",
    });
    const load = cases.find(({ id }) => id === "load/tenet");
    expect(load?.subjects[0]?.reason).toBe("the reference, tfjs-layers-wasm, was not measured in after.json");
  });

  test("ratios to a different reference, and of a different task, are not compared", () => {
    const [first, ...others] = sampleResults().cases as [CaseResult, ...CaseResult[]];
    const reasonOf = (change: Partial<CaseResult>) =>
      compare({ ...sampleResults(), cases: [{ ...first, ...change }, ...others] }, sampleResults()).cases[0]
        ?.subjects[0]?.reason;
    expect(reasonOf({ reference: "pytorch-1" })).toBe(
      "the reference changed from pytorch-1 to tfjs-layers-wasm",
    );
    expect(reasonOf({ description: "B 32" })).toBe("the case changed; it was: B 32");
  });

  test("a different machine and a quick run give cautions", () => {
    const results = sampleResults();
    const other = { ...results, mode: "quick", environment: { ...results.environment, threads: 2 } } as const;
    expect(compare(results, other).cautions.slice(0, 2)).toEqual([
      "The runs differ in their number of threads (4 and 2), which alone can change ratios.",
      "before.json: The machine was noisy: in 1 of 14 figures, rounds differ by more than 10 %.",
    ]);
    expect(compare(results, other).cautions).toContain("after.json is a quick run, with few rounds.");
  });

  test("a margin below 1 is refused", () => {
    const named = { name: "a", results: sampleResults() };
    expect(() => compareResults(named, named, { margin: 0.9 })).toThrow(
      /margin to be a factor of at least 1, got 0.9/,
    );
  });
});

test("a change that is faster in one direction is slower in the other", () => {
  const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
  const opposite = { faster: "slower", slower: "faster", same: "same", unknown: "unknown" };
  fc.assert(
    fc.property(factor, factor, factor, fc.double({ min: 1, max: 2, noNaN: true }), (a, b, c, margin) => {
      const [least, median, most] = [a, b, c].sort((left, right) => left - right) as [number, number, number];
      const back = { median: 1 / median, interval: [1 / most, 1 / least] as const };
      // Exactly at the margin, rounding may put one direction inside and the other outside.
      fc.pre(
        [least, median, most].every((value) => Math.abs(Math.abs(Math.log(value)) - Math.log(margin)) > 1e-9),
      );
      expect(verdictOf(back, margin)).toBe(opposite[verdictOf({ median, interval: [least, most] }, margin)]);
    }),
  );
});

function compare(before: Results, after: Results) {
  return compareResults({ name: "before.json", results: before }, { name: "after.json", results: after });
}

/** The comparison of the sample with itself, with one subject of the first case replaced. */
function ofSubject(id: string, exchanged: SubjectResult): SubjectComparison {
  const [first, ...others] = sampleResults().cases as [CaseResult, ...CaseResult[]];
  const subjects = first.subjects.map((subject) => (subject.id === id ? exchanged : subject));
  const after = { ...sampleResults(), cases: [{ ...first, subjects }, ...others] };
  return compare(sampleResults(), after).cases[0]?.subjects.find(
    (subject) => subject.id === id,
  ) as SubjectComparison;
}

function changed(
  change: (subject: Extract<SubjectResult, { status: "measured" }>) => SubjectResult,
): Results {
  const results = sampleResults();
  const cases = results.cases.map((one) => ({
    ...one,
    subjects: one.subjects.map((subject) => (subject.status === "measured" ? change(subject) : subject)),
  }));
  return { ...results, cases };
}
