import { expect, test } from "vitest";
import { merged, seedsOf } from "./merged.ts";

const jobs = [0, 1].flatMap((seed) =>
  ["gru", "lstm"].map((cell) => ({ label: `${cell}, seed ${seed}`, spec: { cell, seed, rate: 0.001 } })),
);
const run = (commit: string) => ({ commit, date: "2026-01-02", machine: "Imaginary 9000" });
const finished = (indices: number[], result: string) =>
  indices.map((index) => ({ ...(jobs[index] as (typeof jobs)[number]), result, seconds: 1 }));

test("a run's results take the place of earlier ones of the same jobs, and the others stay, each with its run", () => {
  const first = merged(jobs, { run: run("aaa"), finished: finished([0, 3], "first") });
  const second = merged(jobs, { run: run("bbb"), finished: finished([1, 3], "second") }, first);
  expect(second.finished.map(({ label, result, run }) => [label, result, second.runs[run]?.commit])).toEqual([
    ["gru, seed 0", "first", "aaa"],
    ["lstm, seed 0", "second", "bbb"],
    ["lstm, seed 1", "second", "bbb"],
  ]);
  expect(seedsOf(second.finished)).toBe(2);
});

test("a result that was kept before stays with its run, even if its settings are in another order", () => {
  const first = merged(jobs, { run: run("aaa"), finished: finished([0], "same") });
  const again = finished([0], "same").map(({ spec: { rate, ...spec }, ...job }) => ({
    ...job,
    spec: { rate, ...spec },
  }));
  const second = merged(jobs, { run: run("bbb"), finished: [...again, ...finished([1], "new")] }, first);
  expect(second.runs.map(({ commit }) => commit)).toEqual(["aaa", "bbb"]);
});

test("runs of which no result is left, and results of jobs with other settings, go", () => {
  const first = merged(jobs, { run: run("aaa"), finished: finished([0], "first") });
  const replaced = merged(jobs, { run: run("bbb"), finished: finished([0], "second") }, first);
  expect(replaced.runs.map(({ commit }) => commit)).toEqual(["bbb"]);
  const changed = jobs.map(({ label, spec }) => ({ label, spec: { ...spec, rate: 0.002 } }));
  const next = merged(changed, { run: run("ccc"), finished: [] }, first);
  expect(next).toEqual({ runs: [], finished: [] });
});

test("jobs with a number of steps of their own are kept too", () => {
  const short = { label: "gru, seed 0", spec: { cell: "gru", seed: 0, rate: 0.001, steps: 5 } };
  const { finished } = merged(jobs, { run: run("aaa"), finished: [{ ...short, result: 1, seconds: 1 }] });
  expect(finished.map(({ label }) => label)).toEqual(["gru, seed 0"]);
  expect(seedsOf([{ label: "sum", spec: {} }])).toBeNull();
});
