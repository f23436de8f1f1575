import { expect, test } from "vitest";
import { collectingTerminal } from "../terminal/collecting-terminal.test.fixture.ts";
import { experiment } from "./experiment.ts";
import type { JobPool } from "./jobs/job-pool.ts";
import type { KeptResult } from "./jobs/kept-results.ts";
import type { Planned } from "./plan.ts";
import { runJobs } from "./run-jobs.ts";

const jobs = [1, 2, 3, 4, 5].map((spec) => ({ label: `job ${spec}`, spec, work: 1 }));
const planned: Planned[] = [{ name: "numbers", experiment: experiment({} as never), jobs }];

/** Results in memory, of which job 2 is already there. */
function memory() {
  const results = [{ spec: 2, result: "there" } as unknown as KeptResult];
  return {
    file: "",
    results,
    find: ({ spec }: { readonly spec: unknown }) => results.find((one) => one.spec === spec),
    add: (added: Omit<KeptResult, "key">) => {
      results.push(added as KeptResult);
    },
  };
}

function run(pool: JobPool["run"], kept: ReturnType<typeof memory>, signal = new AbortController().signal) {
  return runJobs({
    ...{ planned, kept, signal, width: 2, terminal: collectingTerminal(), machine: "" },
    pool: { run: pool, end: async () => {} },
    on: { backend: "cpu", threads: 1, fast: false },
  });
}

test("jobs run side by side, those that are there are left out, and each result is kept", async () => {
  const kept = memory();
  let running = 0;
  let most = 0;
  const ran = await run(async ({ spec }) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return { result: Number(spec) * 10, seconds: 1 };
  }, kept);
  expect(ran).toBe(4);
  expect(most).toBe(2);
  expect(kept.results.map(({ spec, result }) => [spec, result])).toEqual([
    [2, "there"],
    ...[1, 3, 4, 5].map((spec) => [spec, spec * 10]),
  ]);
});

test("after an abort no job begins, and one that was ended with its process is no error", async () => {
  const kept = memory();
  const controller = new AbortController();
  const begun: unknown[] = [];
  const ran = await run(
    async ({ spec }) => {
      begun.push(spec);
      if (spec === 1) return { result: "done", seconds: 1 };
      await new Promise((resolve) => setImmediate(resolve));
      controller.abort();
      throw new Error("Worker exited unexpectedly");
    },
    kept,
    controller.signal,
  );
  expect(ran).toBe(1);
  expect(begun).toEqual([1, 3, 4]);
  expect(kept.results.map(({ spec }) => spec)).toEqual([2, 1]);
});

test("a job that fails ends the run, and what was finished is kept", async () => {
  const kept = memory();
  const failing = run(async ({ spec }) => {
    if (spec === 3) throw new Error("out of memory");
    return { result: spec, seconds: 1 };
  }, kept);
  await expect(failing).rejects.toThrow("out of memory");
  expect(kept.find({ spec: 1 })).toBeDefined();
});
