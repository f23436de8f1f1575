import { collect } from "@tenetjs/core";
import { expect, test } from "vitest";
import { allCases } from "../cases/all-cases.ts";
import type { Case } from "../cases/case.ts";
import type { MachineTask } from "../cases/task.ts";
import { readResults } from "../results/read-results.ts";
import type { Gpu } from "../results/results.ts";
import type { Subject } from "../subjects/subject.ts";
import { type BenchEvent, bench, type Host } from "./bench.ts";
import { type Answers, fakeConnect, fakeSubject, fastPace, sound } from "./fake-subject.test.fixture.ts";

const subjects = [
  fakeSubject("tfjs-layers-wasm", { needs: ["fake-layers"] }),
  fakeSubject("quick"),
  fakeSubject("absent"),
];
const cases = ["train/palindrome-10", "load/text-2x128"];

test("a run yields its steps, each case's result, and at the end results that readResults accepts", async () => {
  const events = await run({ "tfjs-layers-wasm": sound(20), quick: sound(5), machine: sound(10) });
  const { results } = endOf(events);
  expect(readResults(JSON.stringify(results), "results.json")).toEqual(results);
  expect(results.cases.map(({ id }) => id)).toEqual(cases);
  expect(results.cases[0]?.subjects.map(({ status }) => status)).toEqual(["measured", "measured", "skipped"]);
  expect(results.environment.versions).toEqual({ "fake-layers": "2.0.0", fake: "1.0.0" });
  expect(results.noise).toBeUndefined();
  // A product of 512 by 512 matrices, and 128 MB, in 10 ms each.
  expect(results.machine?.peak["1 strict"]).toBeCloseTo((2 * 512 ** 3) / 1e7);
  expect(results.machine?.bandwidth[1]).toBeCloseTo(2 ** 27 / 1e7);
  expect(events.filter(({ kind }) => kind === "case")).toHaveLength(2);
});

test("a limit is the best of samples between the rounds, and shares are of that", async () => {
  let samples = 0;
  const ever: Answers = (request) => {
    samples += request.ask === "work" ? 1 : 0;
    return sound(100 / Math.max(1, samples))(request);
  };
  const { results } = endOf(await run({ "tfjs-layers-wasm": sound(20), quick: sound(5), machine: ever }));
  const peak = results.machine?.peak["1 strict"] as number;
  // Once at the start, and before each round of the first case.
  expect(samples).toBe(2 * (1 + fastPace.rounds));
  expect(peak).toBeGreaterThan((2 * 512 ** 3) / 1e6 / 20);
  const quick = results.cases[0]?.subjects[1];
  const flops = results.cases[0]?.work?.flops as number;
  expect(quick?.status === "measured" && quick.share?.peak).toBeCloseTo(flops / 5 / 1e6 / peak);
});

test("the fraction done grows to nearly 1, and the time left is estimated", async () => {
  const events = await run({ "tfjs-layers-wasm": sound(20), quick: sound(5), machine: sound(10) });
  const steps = events.filter((event) => event.kind === "step");
  const done = steps.map((step) => step.done);
  expect(done).toEqual([...done].sort((left, right) => left - right));
  expect(done[0]).toBe(0);
  expect(done.at(-1)).toBeGreaterThan(0.9);
  expect(done.at(-1)).toBeLessThan(1);
  expect(steps.at(-1)?.secondsLeft).toBeGreaterThanOrEqual(0);
});

test("limits of the machine that cannot be measured are left out, and the run continues", async () => {
  const { results } = endOf(
    await run({ "tfjs-layers-wasm": sound(20), quick: sound(5), machine: () => ({ failed: "no SIMD" }) }),
  );
  expect(results.machine).toEqual({ peak: {}, bandwidth: {} });
  expect(results.cases[0]?.subjects[1]).not.toHaveProperty("share");
});

test("a run on a GPU has the GPU's limits and shares of them, and marks a subject on another GPU", async () => {
  const rocket = { name: "acme-rocket-9000", driver: "ACME: 123.4", software: false };
  const onGpu =
    (gpu: Gpu, milliseconds: number): Answers =>
    (request) =>
      request.ask === "prepare" ? { versions: {}, adapter: gpu } : sound(milliseconds)(request);
  const tasks: MachineTask[] = [];
  const machine: Answers = (request) => {
    if (request.ask === "prepare") tasks.push(request.task as MachineTask);
    // The first copy takes long enough, and no product does.
    return onGpu(rocket, tasks.at(-1)?.kind === "copy" ? 100 : 10)(request);
  };
  const webgpu = { backend: "webgpu", threads: 1 } as const;
  const torch = { backend: "cpu", threads: 1, gpu: true } as const;
  const { results } = endOf(
    await run(
      {
        "tfjs-layers-wasm": onGpu(rocket, 20),
        same: onGpu({ name: "ACME Rocket 9000", driver: "CUDA 12.8", software: false }, 10),
        other: onGpu({ name: "Other", software: false }, 10),
        machine,
      },
      undefined,
      [
        fakeSubject("tfjs-layers-wasm", { options: webgpu }),
        fakeSubject("same", { options: torch }),
        fakeSubject("other", { options: torch }),
      ],
    ),
  );
  expect(readResults(JSON.stringify(results), "results.json")).toEqual(results);
  expect(tasks.map(({ size }) => size)).toEqual([512, 1024, 2048, 4096, 8192, 2 ** 26]);
  expect(results.environment.adapter).toEqual(rocket);
  expect(results.machine?.gpu).toMatchObject(rocket);
  expect(results.machine?.gpu?.peak).toBeCloseTo((2 * 8192 ** 3) / 1e7);
  expect(results.machine?.gpu?.bandwidth).toBeCloseTo((8 * 2 ** 26) / 1e8);
  const [layers, same, other] = results.cases[0]?.subjects ?? [];
  expect(layers).toMatchObject({ check: { status: "agrees" }, gpu: rocket, share: {} });
  expect(same).toMatchObject({ check: { status: "agrees" }, gpu: { driver: "CUDA 12.8" }, share: {} });
  expect(other).toMatchObject({
    check: { status: "different", why: "it reports the GPU Other, where WebGPU reports acme-rocket-9000" },
  });
  expect(other).not.toHaveProperty("share");
});

test("a subject on another GPU is marked even where the GPU's limits could not be measured", async () => {
  const onGpu =
    (name: string, software: boolean): Answers =>
    (request) =>
      request.ask === "prepare" ? { versions: {}, adapter: { name, software } } : sound(10)(request);
  const { results } = endOf(
    await run(
      { quick: onGpu("llvmpipe", true), other: onGpu("Rocket", false), machine: () => ({ failed: "no" }) },
      undefined,
      [
        fakeSubject("quick", { options: { backend: "webgpu", threads: 1 } }),
        fakeSubject("other", { options: { backend: "cpu", threads: 1, gpu: true } }),
      ],
    ),
  );
  expect(results.machine).not.toHaveProperty("gpu");
  expect(results.environment.adapter).toEqual({ name: "llvmpipe", software: true });
  const [quick, other] = results.cases[0]?.subjects ?? [];
  expect(quick).toMatchObject({ check: { status: "agrees" }, gpu: { software: true } });
  expect(other).toMatchObject({ check: { status: "different" } });
});

test("the time of a call with several steps is reported per step", async () => {
  const [one] = allCases as [Case];
  const benchCase = { ...one, task: { ...one.task, readEvery: 10 } };
  const events = await run(
    { quick: sound(50), machine: sound(10) },
    undefined,
    [fakeSubject("quick")],
    [benchCase],
  );
  expect(endOf(events).results.cases[0]?.subjects[0]).toMatchObject({ median: 5 });
});

test("an abort keeps the cases measured so far, in results that readResults accepts", async () => {
  const controller = new AbortController();
  const aborting: Answers = (request) => {
    if (request.ask === "load") controller.abort();
    return sound(5)(request);
  };
  const events = await run(
    { "tfjs-layers-wasm": sound(20), quick: aborting, machine: sound(10) },
    controller.signal,
  );
  const { results } = endOf(events);
  expect(readResults(JSON.stringify(results), "results.json")).toEqual(results);
  expect(results.cases[0]?.subjects[1]).toMatchObject({ status: "measured" });
  expect(results.cases[1]?.subjects[1]).toMatchObject({ status: "skipped" });
});

function run(
  answers: Readonly<Record<string, Answers>>,
  signal?: AbortSignal,
  candidates: readonly Subject[] = subjects,
  planned: readonly Case[] = allCases.filter(({ id }) => cases.includes(id)),
): Promise<BenchEvent[]> {
  const host: Host = {
    name: "node",
    connect: fakeConnect(answers).connect,
    whyMissing: async ({ id }) => (id === "absent" ? "it is not installed" : undefined),
    environment: async () => ({
      date: "2026-01-01T00:00:00.000Z",
      processor: "A processor",
      threads: 4,
      system: "Linux 6",
      runtime: "Node 24",
      v8Flags: [],
      commit: "unknown",
    }),
    versionOf: (name) => (name === "fake-layers" ? "2.0.0" : undefined),
  };
  return collect(
    bench({
      host,
      plan: planned.map((one) => ({ case: one, subjects: candidates })),
      mode: "quick",
      pace: fastPace,
      ...(signal === undefined ? {} : { signal }),
    }),
  );
}

function endOf(events: readonly BenchEvent[]) {
  const last = events.at(-1);
  if (last?.kind !== "end") throw new Error("the run did not end");
  return last;
}
