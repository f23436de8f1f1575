import fc from "fast-check";
import { expect, test } from "vitest";
import type { Results } from "../results/results.ts";
import { sampleGpuResults, sampleResults } from "../testing/sample-results.ts";
import { fillQuotes, quoteTables } from "./quotes.ts";

const tables = { speed: "| new |", size: "| small |" };

test("the content of a quote is replaced, and everything else stays", () => {
  const markdown =
    "# A\n\n<!-- bench:speed -->\nold\n<!-- /bench -->\n\nB <!-- bench:speed -->\n\n<!-- bench:size -->\n<!-- /bench -->";
  expect(fillQuotes(markdown, tables, "README.md")).toBe(
    "# A\n\n<!-- bench:speed -->\n\n| new |\n\n<!-- /bench -->\n\nB <!-- bench:speed -->\n\n<!-- bench:size -->\n\n| small |\n\n<!-- /bench -->",
  );
});

test("quotes of another mark are left alone", () => {
  const markdown = "<!-- bench:speed -->\nold\n<!-- /bench -->\n<!-- cells:size -->\n<!-- /cells -->\n";
  expect(fillQuotes(markdown, tables, "README.md", "cells")).toBe(
    "<!-- bench:speed -->\nold\n<!-- /bench -->\n<!-- cells:size -->\n\n| small |\n\n<!-- /cells -->\n",
  );
});

test("filling quotes twice gives the same text as filling them once", () => {
  const piece = fc.constantFrom(
    "a\n",
    "\n",
    "<!-- /bench -->\n",
    "# <!-- bench:speed -->\n",
    "<!-- bench:size -->\nold\n<!-- /bench -->\n",
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const once = fillQuotes(pieces.join(""), tables, "README.md");
      expect(fillQuotes(once, tables, "README.md")).toBe(once);
      expect(once).not.toContain("old");
    }),
  );
});

test("an unknown name and a quote without an end are refused", () => {
  expect(() => fillQuotes("<!-- bench:spede -->\n<!-- /bench -->", tables, "README.md")).toThrow(
    'README.md: expected one of the quotes speed, size, got "spede".',
  );
  expect(() => fillQuotes("<!-- bench:speed -->\n", tables, "README.md")).toThrow(
    "README.md: expected a line <!-- /bench --> after each quote, got none after <!-- bench:speed -->.",
  );
  const inner = "<!-- bench:speed -->\n<!-- bench:size -->\n<!-- /bench -->\n";
  expect(() => fillQuotes(inner, tables, "README.md")).toThrow("none after <!-- bench:speed -->");
});

test("tables have the ratios of the measured subjects, and name the run they come from", () => {
  const { training, "text-step": step } = quoteTables([sampleResults()]);
  const lines = (table = "") => table.replaceAll(/ +/g, " ").split("\n");
  expect(lines(training)).toEqual(
    expect.arrayContaining([
      "| times as fast as tfjs-layers, wasm | Tenet, wasm fused, 1 thread | Tenet, wasm fused, 2 threads |",
      "| Train: text, 2 x 128 | 20.0 (19.6 to 20.4) | 33.0 (32.4 to 33.7) |",
      "| Train: LSTM, T 1000 | 15.0 (14.7 to 15.3) | |",
    ]),
  );
  expect(lines(step)).toContain(
    "| Tenet, wasm fused, 2 threads | 30.0 (29.4 to 30.6) | 33.0 (32.4 to 33.7) | 65 % |",
  );
  expect(step).toContain(
    "From one run of `pnpm bench --full` on Imaginary 9000 (4 hardware threads), Node 24.21.0 (V8 13.6), 2026-01-02, commit 0123abc.",
  );
  expect(lines(step)).toContain("| tfjs-layers, wasm | 1,000 (833 to 1,200) | 1 | |");
  expect(step).toContain("The machine was noisy");
});

test("without a kept run, or where it lacks the case, a table says how to measure it", () => {
  const missing = "_No run of these cases is kept yet. `pnpm bench --full` measures them on your machine._";
  expect(quoteTables([sampleResults()])["text-written"]).toBe(missing);
  expect(quoteTables([]).training).toBe(missing);
  expect(quoteTables([])["gpu-training"]).toContain("`pnpm bench:gpu --full` measures them");
});

test("the newest full run is quoted, and runs on a GPU do not count", () => {
  const dated = (date: string, changes: Partial<Results> = {}): Results => {
    const results = sampleResults();
    return {
      ...results,
      environment: { ...results.environment, date, commit: date.slice(0, 4) },
      ...changes,
    };
  };
  const runs = [
    dated("2026-01-02T00:00:00Z"),
    dated("2027-01-02T00:00:00Z"),
    dated("2028-01-02T00:00:00Z", { mode: "quick" }),
    { ...sampleGpuResults(), mode: "full" as const },
  ];
  expect(quoteTables(runs).training).toContain("commit 2027");
});

test("a run on a GPU is quoted with the GPU's name and shares of its peak, and a run on a software adapter is not", () => {
  const results = sampleGpuResults();
  const lines = quoteTables([sampleResults(), results])["gpu-training"]?.replaceAll(/ +/g, " ").split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      "acme-rocket-9000, ACME: 123.4: at most 9,000 GFLOP/s, 500 GB/s.",
      "| Tenet, webgpu | 1.00 (0.980 to 1.02) | 4.00 (3.92 to 4.08) |",
      "| Tenet, webgpu | 5 % | 10 % |",
    ]),
  );
  const software = { name: "swiftshader", software: true };
  const onSoftware = { ...results, environment: { ...results.environment, adapter: software } };
  expect(quoteTables([onSoftware])["gpu-training"]).toContain("No run of these cases is kept yet");
});
