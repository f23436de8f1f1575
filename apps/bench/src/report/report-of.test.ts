import fc from "fast-check";
import { expect, test } from "vitest";
import type { Results } from "../results/results.ts";
import { sampleGpuResults, sampleResults } from "../testing/sample-results.ts";
import { htmlReport } from "./html-report.ts";
import { markdownReport } from "./markdown-report.ts";
import type { ReportTable } from "./report.ts";
import { reportOf } from "./report-of.ts";

test("each kind of case has a section, followed by sections on the whole run", () => {
  expect(headings(sampleResults())).toEqual([
    "Training",
    "Generation",
    "Cold start",
    "Scaling",
    "Share of the machine's limits",
    "Not measured",
    "Different task",
    "Environment",
  ]);
});

test("a case's table lists its subjects from best to worst, with ratios, shares and marks", () => {
  expect(table(sampleResults(), "Train: text, 2 x 128")).toMatchObject({
    columns: ["subject", "ms", "times as fast as tfjs-layers, wasm", "share of peak"],
    rows: [
      ["Tenet, wasm fused, 2 threads", "30.0 (29.4 to 30.6)", "33.0 (32.4 to 33.7)", "65 %"],
      ["Tenet, wasm fused, 1 thread", "50.0 (49.0 to 51.0)", "20.0 (19.6 to 20.4)", "78 %"],
      ["tfjs-layers, wasm", "1,000 (833 to 1,200)", "1", ""],
      ["brain.js (different task)", "90,000 (88,235 to 91,800)", "0.0110 (0.0108 to 0.0112)", ""],
    ],
  });
  expect(table(sampleResults(), "Generate: batch 1").rows.map(([name]) => name)).toEqual([
    "Tenet, wasm fused, 1 thread",
    "tfjs-layers, wasm",
  ]);
});

test("without the reference, a table has times and no ratios", () => {
  expect(table(sampleResults(), "Load: from import to first step").rows).toEqual([
    ["Tenet, wasm fused, 1 thread", "300 (294 to 306)", ""],
  ]);
});

test("cases of several sizes, and subjects on several numbers of threads, give scaling figures", () => {
  const scaling = reportOf(sampleResults()).sections.find(({ heading }) => heading === "Scaling");
  expect(scaling?.figures?.map(({ options }) => options.title)).toEqual([
    "By sequence length: Train: LSTM, T …",
    "By threads: Tenet, wasm fused",
  ]);
  expect(table(sampleResults(), "By sequence length: Train: LSTM, T …").rows[1]).toEqual([
    "tfjs-layers, wasm",
    "30.0 (29.4 to 30.6)",
    "300 (294 to 306)",
    "3,000 (2,941 to 3,060)",
  ]);
  expect(table(sampleResults(), "By threads: Tenet, wasm fused").rows).toEqual([
    ["Train: text, 2 x 128", "1", "1.67 (1.62 to 1.71)"],
  ]);
});

test("a subject has the same look in all figures", () => {
  const figures = reportOf(sampleResults()).sections.flatMap(({ figures = [] }) => figures);
  const looks = figures.flatMap(({ kind, options }) => {
    if (kind === "ratios")
      return options.groups.flatMap(({ rows }) => rows.map(({ name, look }) => [name, look]));
    if (kind === "timelines") return [];
    const isBySubject = kind === "roofline" || !options.title.startsWith("By threads");
    return isBySubject ? options.series.map(({ name, look }) => [name, look]) : [];
  });
  const ofFused = looks.filter(([name]) => name === "Tenet, wasm fused, 1 thread").map(([, look]) => look);
  expect(ofFused.length).toBeGreaterThan(3);
  expect(new Set(ofFused)).toEqual(new Set([0]));
});

test("shares are drawn as throughput under the roof of the same number of threads", () => {
  const share = reportOf(sampleResults()).sections.find(({ heading }) => heading.startsWith("Share"));
  expect(share?.figures?.[0]).toMatchObject({
    kind: "roofline",
    options: {
      roofs: [
        { name: "1 thread", peak: 64, bandwidth: 8 },
        { name: "2 threads", peak: 128, bandwidth: 12 },
      ],
    },
  });
  const [figure] = share?.figures ?? [];
  const twoThreads = figure?.kind === "roofline" ? figure.options.series[1]?.points[0] : undefined;
  expect(twoThreads?.intensity).toBe(25);
  expect(twoThreads?.rate).toBeCloseTo(0.65 * 128, 10);
});

test("a GPU is named with its driver and its limits, and has its own roof", () => {
  const { sections, notes } = reportOf(sampleGpuResults());
  const gpu = sections.find(({ heading }) => heading === "GPU");
  expect(gpu?.notes?.[0]).toContain("9,000 GFLOP/s in products of large square matrices, and 500 GB/s");
  expect(gpu?.tables?.[0]?.rows).toEqual([
    ["acme-rocket-9000", "ACME: 123.4", "hardware", "Tenet, webgpu; tfjs-layers, webgpu"],
    ["ACME Rocket 9000", "CUDA 12.8", "hardware", "PyTorch, GPU"],
  ]);
  expect(notes.join(" ")).not.toContain("software adapter");
  const figures = sections.flatMap(({ figures = [] }) => figures);
  expect(figures.find(({ kind }) => kind === "roofline")?.options).toMatchObject({
    roofs: [{ name: "GPU", peak: 9000, bandwidth: 500 }],
  });
  expect(figures.find(({ kind }) => kind === "scaling")?.options).toMatchObject({
    title: "By hidden size: Train two layers of … units",
    series: [{ name: "Tenet, webgpu" }, { name: "PyTorch, GPU" }, { name: "tfjs-layers, webgpu" }],
  });
});

test("a software adapter is reported before anything else", () => {
  const results = sampleGpuResults();
  const onSoftware = results.cases.map((one) => ({
    ...one,
    subjects: one.subjects.map((subject) =>
      subject.status === "measured" ? { ...subject, gpu: { name: "llvmpipe", software: true } } : subject,
    ),
  }));
  expect(reportOf({ ...results, cases: onSoftware }).notes[1]).toBe(
    "The GPU was a software adapter (llvmpipe): its figures show that everything runs, and say nothing about any GPU.",
  );
});

test("subjects that were not measured or do a different task are listed with the reason", () => {
  const markdown = markdownReport(sampleResults()).replaceAll(/ +/g, " ");
  expect(markdown).toContain(
    "| PyTorch, 1 thread | Train: text, 2 x 128 | python3 is not a Python with torch.",
  );
  expect(markdown).toContain(
    "| Tenet, webgpu fused | Train: text, 2 x 128 | it did not answer within 60 s |",
  );
  expect(markdown).toContain(
    "| brain.js | Train: text, 2 x 128 | it has no batches, and reports its own loss |",
  );
});

test("a reason that applies to every case of a subject is listed once", () => {
  const results = sampleResults();
  const missing = {
    id: "jax",
    title: "jax-js",
    threads: 1,
    status: "skipped",
    reason: "npm install it",
  } as const;
  const cases = results.cases.map((one) => ({ ...one, subjects: [...one.subjects, missing] }));
  expect(markdownReport({ ...results, cases }).replaceAll(/ +/g, " ")).toContain(
    "| jax-js | all | npm install it |",
  );
});

test("the report states the environment, the noise and the mode", () => {
  const markdown = markdownReport({ ...sampleResults(), mode: "quick" });
  for (const text of ["Imaginary 9000", "0123abc", "--no-opt", "SwiftShader, Dawn, software", "4.22.0"])
    expect(markdown).toContain(text);
  expect(markdown).toContain("\nThe machine was noisy: in 1 of 14 figures");
  expect(markdown).toContain("This is a quick run");
});

test("the page contains every figure and table of the report, and makes no requests", () => {
  const { sections } = reportOf(sampleResults());
  const html = htmlReport(sampleResults());
  const count = (pattern: RegExp) => html.match(pattern)?.length ?? 0;
  expect(count(/<svg /g)).toBe(sections.flatMap(({ figures = [] }) => figures).length);
  expect(count(/<table>/g)).toBe(sections.flatMap(({ tables = [] }) => tables).length);
  expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|<script|<link|<img|@import/);
});

test("a run that was stopped before its first case has a report", () => {
  const { machine: _, noise: __, ...bare } = sampleResults();
  expect(headings({ ...bare, cases: [] })).toEqual(["Environment"]);
  expect(markdownReport({ ...bare, cases: [] })).toContain("## Environment");
  expect(htmlReport({ ...bare, cases: [] })).toContain("<h2>Environment</h2>");
});

test("whatever was measured, a report can be made", () => {
  const figure = fc.double({ min: 1e-30, max: 1e30, noNaN: true });
  const estimate = fc
    .tuple(figure, figure, figure)
    .map((three) => three.sort((left, right) => left - right) as [number, number, number])
    .map(([least, median, most]) => ({ median, interval: [least, most] as const }));
  const measured = fc.record({ value: estimate, ratio: estimate, peak: figure });
  fc.assert(
    fc.property(fc.array(measured, { minLength: 14, maxLength: 14 }), (drawn) => {
      const left = drawn.values();
      const cases = sampleResults().cases.map((one) => ({
        ...one,
        subjects: one.subjects.map((subject) => {
          const next = left.next().value;
          if (subject.status !== "measured" || next === undefined) return subject;
          const { value, ratio, peak } = next;
          return { ...subject, ...value, ratio, share: { peak, bandwidth: 0.1 } };
        }),
      }));
      const results = { ...sampleResults(), cases };
      expect(htmlReport(results)).not.toMatch(/NaN|undefined/);
      expect(markdownReport(results)).not.toMatch(/NaN|undefined/);
    }),
    { numRuns: 15 },
  );
});

function headings(results: Results): string[] {
  return reportOf(results).sections.map(({ heading }) => heading);
}

function table(results: Results, caption: string): ReportTable {
  const tables = reportOf(results).sections.flatMap(({ tables = [] }) => tables);
  const found = tables.find((one) => one.caption === caption);
  if (found === undefined) throw new Error(`There is no table "${caption}".`);
  return found;
}
