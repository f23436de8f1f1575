import fc from "fast-check";
import { expect, test } from "vitest";
import type { Results } from "../results/results.ts";
import { sampleCardResults, sampleResults } from "../testing/sample-results.ts";
import { htmlReport } from "./html-report.ts";
import { markdownReport } from "./markdown-report.ts";
import type { ReportTable } from "./report.ts";
import { reportOf } from "./report-of.ts";

test("each kind of case has a section, and what is common to all follows", () => {
  expect(headings(sampleResults())).toEqual([
    "Training",
    "Writing",
    "Time to the first step",
    "Scaling",
    "Share of what the machine can do",
    "Not measured",
    "Another task",
    "Environment",
  ]);
});

test("a case's table has its subjects from the best to the worst, with ratios, shares and marks", () => {
  expect(table(sampleResults(), "Train: text, 2 x 128")).toMatchObject({
    columns: ["subject", "ms", "times as fast as tfjs-layers, wasm", "of peak"],
    rows: [
      ["Tenet, wasm fused, 2 threads", "30.0 (29.4 to 30.6)", "33.0 (32.4 to 33.7)", "65 %"],
      ["Tenet, wasm fused, 1 thread", "50.0 (49.0 to 51.0)", "20.0 (19.6 to 20.4)", "78 %"],
      ["tfjs-layers, wasm", "1,000 (833 to 1,200)", "1", ""],
      ["brain.js (another task)", "90,000 (88,235 to 91,800)", "0.0110 (0.0108 to 0.0112)", ""],
    ],
  });
  expect(table(sampleResults(), "Generate: batch 1").rows.map(([name]) => name)).toEqual([
    "Tenet, wasm fused, 1 thread",
    "tfjs-layers, wasm",
  ]);
});

test("without the reference there are times and no ratios", () => {
  expect(table(sampleResults(), "Load: from import to first step").rows).toEqual([
    ["Tenet, wasm fused, 1 thread", "300 (294 to 306)", ""],
  ]);
});

test("cases of several sizes and subjects on several threads make figures of scaling", () => {
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

test("a subject has one look in all figures", () => {
  const figures = reportOf(sampleResults()).sections.flatMap(({ figures = [] }) => figures);
  const looks = figures.flatMap(({ kind, options }) => {
    if (kind === "ratios")
      return options.groups.flatMap(({ rows }) => rows.map(({ name, look }) => [name, look]));
    const isBySubject = kind === "roofline" || !options.title.startsWith("By threads");
    return isBySubject ? options.series.map(({ name, look }) => [name, look]) : [];
  });
  const ofFused = looks.filter(([name]) => name === "Tenet, wasm fused, 1 thread").map(([, look]) => look);
  expect(ofFused.length).toBeGreaterThan(3);
  expect(new Set(ofFused)).toEqual(new Set([0]));
});

test("shares are drawn as rates under the roof of as many threads", () => {
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

test("a graphics card is named with its driver and its limits, and is a roof of its own", () => {
  const { sections, notes } = reportOf(sampleCardResults());
  const card = sections.find(({ heading }) => heading === "Graphics card");
  expect(card?.notes?.[0]).toContain("9,000 GFLOP/s in products of large squares, and 500 GB/s");
  expect(card?.tables?.[0]?.rows).toEqual([
    ["acme-rocket-9000", "ACME: 123.4", "a graphics card", "Tenet, webgpu; tfjs-layers, webgpu"],
    ["ACME Rocket 9000", "CUDA 12.8", "a graphics card", "PyTorch, graphics card"],
  ]);
  expect(notes.join(" ")).not.toContain("program on the processor");
  const figures = sections.flatMap(({ figures = [] }) => figures);
  expect(figures.find(({ kind }) => kind === "roofline")?.options).toMatchObject({
    roofs: [{ name: "graphics card", peak: 9000, bandwidth: 500 }],
  });
  expect(figures.find(({ kind }) => kind === "scaling")?.options).toMatchObject({
    title: "By hidden size: Train two layers of … units",
    series: [{ name: "Tenet, webgpu" }, { name: "PyTorch, graphics card" }, { name: "tfjs-layers, webgpu" }],
  });
});

test("a card that a program on the processor played is told first of all", () => {
  const results = sampleCardResults();
  const played = results.cases.map((one) => ({
    ...one,
    subjects: one.subjects.map((subject) =>
      subject.status === "measured" ? { ...subject, card: { name: "llvmpipe", software: true } } : subject,
    ),
  }));
  expect(reportOf({ ...results, cases: played }).notes[1]).toBe(
    "The graphics card was a program on the processor (llvmpipe): its figures say that things run, and nothing of any card.",
  );
});

test("what was not measured, and what does another task, is listed with the reason", () => {
  const markdown = markdownReport(sampleResults()).replaceAll(/ +/g, " ");
  expect(markdown).toContain("| PyTorch, 1 thread | Train: text, 2 x 128 | python3 is no Python with torch.");
  expect(markdown).toContain(
    "| Tenet, webgpu fused | Train: text, 2 x 128 | it did not answer within 60 s |",
  );
  expect(markdown).toContain(
    "| brain.js | Train: text, 2 x 128 | it has no batches, and a loss of its own |",
  );
});

test("a reason that holds for every case of a subject is said once", () => {
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

test("the environment, the noise and the mode are told", () => {
  const markdown = markdownReport({ ...sampleResults(), mode: "quick" });
  for (const text of ["Imaginary 9000", "0123abc", "--no-opt", "SwiftShader, Dawn, software", "4.22.0"])
    expect(markdown).toContain(text);
  expect(markdown).toContain("\nThe machine was noisy: the rounds of 1 of 14 rows");
  expect(markdown).toContain("This is a quick run");
});

test("the page holds every figure and every table of the report, and asks nothing of the network", () => {
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

test("whatever was measured, there is a report", () => {
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
