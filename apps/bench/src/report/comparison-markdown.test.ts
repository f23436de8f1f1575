import { expect, test } from "vitest";
import { compareResults } from "../results/compare-results.ts";
import { sampleResults } from "../testing/sample-results.ts";
import { comparisonMarkdown } from "./comparison-markdown.ts";

test("a comparison says what changed, out of how many, and what could not be compared", () => {
  const results = sampleResults();
  const named = { name: "kept_1.json", results };
  const markdown = comparisonMarkdown(compareResults(named, { ...named, name: "new.json" }));
  expect(markdown).toContain("# kept\\_1.json and new.json\n");
  expect(markdown).toContain("Of 7: 7 the same. Ratios to each case's reference are compared");
  expect(markdown).toContain("less than 5 % counts as the same");
  expect(markdown.replaceAll(/ +/g, " ")).toContain(
    "| Tenet, wasm fused, 1 thread | 20.0 (19.6 to 20.4) | 20.0 (19.6 to 20.4) | 1.00 (0.972 to 1.03) | the same |",
  );
  expect(markdown).toMatch(/\| PyTorch, 1 thread +\| it was skipped in new\.json: python3 is not a Python/);
});

test("memory is smaller or larger rather than faster or slower", () => {
  const [first] = sampleResults().cases;
  const inMemory = (ratio: number) => {
    const subjects = first?.subjects.slice(0, 1).map((subject) => ({
      ...subject,
      ratio: { median: ratio, interval: [ratio, ratio] as const },
    }));
    return { ...sampleResults(), cases: [{ ...first, unit: "MB", subjects }] } as ReturnType<
      typeof sampleResults
    >;
  };
  const comparison = compareResults({ name: "a", results: inMemory(1) }, { name: "b", results: inMemory(2) });
  expect(comparisonMarkdown(comparison)).toContain("1 smaller");
});

test("a comparison of runs with nothing in common says so", () => {
  const empty = { name: "a", results: { ...sampleResults(), cases: [] } };
  expect(comparisonMarkdown(compareResults(empty, empty))).toContain("Nothing could be compared.");
});
