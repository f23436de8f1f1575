import { appendFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../program.ts";
import { collectingTerminal } from "../terminal/collecting-terminal.test.fixture.ts";
import { course, type Experiment, type Variant } from "./experiment.ts";
import { resultRows } from "./experiment-report.ts";
import { experiments } from "./experiments.ts";
import { keptTrials } from "./kept-trials.ts";
import type { Outcome } from "./outcome.ts";
import { runExperiment } from "./run-experiment.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-reproduce-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function reproduce(...args: string[]) {
  const terminal = collectingTerminal();
  await program(terminal).parseAsync(["reproduce", ...args, "--out", directory], { from: "user" });
  return terminal;
}

test("a comparison writes its figure, report and data, and prints a row for each variant", async () => {
  const { lines } = await reproduce(
    "optimizers",
    "--steps",
    "10",
    "--seeds",
    "1",
    "--backend",
    "wasm",
    "--json",
  );
  expect(lines).toHaveLength(1);
  const result = JSON.parse(lines[0] as string);
  expect(result.rows.map(({ name }: { name: string }) => name).slice(0, 4)).toEqual([
    "SGD",
    "SGD with momentum",
    "RMSProp",
    "Adam",
  ]);
  expect(await readFile(result.html, "utf8")).toContain("<svg");
  expect(await readFile(result.figures[0], "utf8")).toContain("SGD with momentum");
  expect(JSON.parse(await readFile(result.data, "utf8")).runs).toHaveLength(8);
});

test("the gate is drawn without training", async () => {
  const { lines } = await reproduce("gate");
  expect(await readFile(lines[0] as string, "utf8")).toContain("Openness of the temporal gate");
});

test("the variants of a comparison have unique names and equal sizes", () => {
  for (const { variants, name } of experiments) {
    const labels = variants.map((variant) => `${variant.group} ${variant.name}`);
    expect(new Set(labels).size, name).toBe(variants.length);
    for (const { run } of variants) expect({ ...run, hiddenSize: 128, batch: 128 }).toEqual(run);
  }
});

describe("an experiment", () => {
  const small = { ...course, hiddenSize: 4, batch: 4, length: 3 };
  const good: Variant = { name: "good", group: "", run: small };
  const wild: Variant = {
    name: "wild",
    group: "",
    run: { ...small, optimizer: "adam", learningRate: 3e38 },
  };
  const experiment: Experiment = {
    name: "small",
    title: "Small",
    about: "",
    variants: [good, wild],
    steps: 20,
    seeds: 2,
    byLength: false,
  };
  const kept = { outcomes: [], add: () => {} };
  const options = { steps: 20, seeds: 2, signal: new AbortController().signal, kept, progress: () => {} };

  test("counts a run that diverged as collapsed, and continues", async () => {
    const outcomes = await runExperiment(experiment, options);
    expect(outcomes).toHaveLength(4);
    expect(
      resultRows(experiment, outcomes).map(({ name, seeds, collapsed }) => [name, seeds, collapsed]),
    ).toEqual([
      ["good", 2, 0],
      ["wild", 2, 2],
    ]);
  });

  test("returns the finished runs when it is aborted", async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const outcomes = await runExperiment(experiment, {
      ...options,
      signal: controller.signal,
      progress: (run) => {
        seen.push(run);
        if (run === 1) controller.abort();
      },
    });
    expect(outcomes.map(({ variant }) => variant.name)).toEqual(["good"]);
    expect(Math.max(...seen)).toBe(1);
  });

  test("keeps each trial when it has finished, and takes those that are kept", async () => {
    const settings = { steps: 20, backend: "wasm", kernels: null };
    const controller = new AbortController();
    const first = keptTrials(directory, experiment, settings);
    await runExperiment(experiment, {
      ...options,
      kept: first,
      signal: controller.signal,
      progress: (run) => {
        if (run === 2) controller.abort();
      },
    });
    appendFileSync(join(directory, "small.trials.jsonl"), '{"half');
    const again = keptTrials(directory, experiment, settings);
    expect(again.outcomes.map(({ variant, seed }) => [variant, seed])).toEqual([
      [good, 0],
      [wild, 0],
    ]);
    const trained: number[] = [];
    const progress = (run: number) => trained.push(run);
    const outcomes = await runExperiment(experiment, { ...options, kept: again, progress });
    expect(new Set(trained)).toEqual(new Set([2, 3]));
    expect(resultRows(experiment, outcomes)).toEqual(
      resultRows(experiment, await runExperiment(experiment, options)),
    );
    expect(keptTrials(directory, experiment, { ...settings, steps: 30 }).outcomes).toEqual([]);
    again.forget();
    expect(keptTrials(directory, experiment, settings).outcomes).toEqual([]);
  });

  test("rows have the median, the lowest and the highest over the seeds", () => {
    const outcome = (accuracy: number): Outcome => ({
      variant: good,
      seed: 0,
      points: [],
      best: 0.9,
      chance: undefined,
      heldOut: { loss: 1, accuracy },
    });
    const [row] = resultRows({ ...experiment, variants: [good] }, [
      outcome(0.75),
      outcome(0.25),
      outcome(0.5),
      outcome(0.625),
    ]);
    expect(row).toMatchObject({ median: 0.5625, lowest: 0.25, highest: 0.75, best: 0.9, collapsed: 1 });
  });
});
