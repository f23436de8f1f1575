import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sweep } from "./file/read-sweep.ts";
import { keptTrials } from "./kept-trials.ts";
import { runLocally } from "./run-locally.ts";
import type { JobEnding, JobProcess } from "./trial/job-process.ts";
import { type TrialResult, trialOf } from "./trial/trial.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "tenet-sweep-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const result: TrialResult = {
  ...{ outcome: "done", step: 10, measures: { "heldOut.loss": 1 }, parameters: 1 },
  ...{ weights: null, message: null, seconds: 1 },
};
const died: JobEnding = { kind: "died", signal: "SIGKILL", said: "" };

/** Runs four trials, whose endings `end` gives by their seed and by how often each has begun. */
async function run(
  name: string,
  end: (seed: number, time: number, stop: Promise<void>) => JobEnding | Promise<JobEnding>,
  signal = new AbortController().signal,
) {
  const trials = [0, 1, 2, 3].map((seed) => trialOf({ task: "adding", texts: [], options: {}, seed }, {}));
  const sweep = { trials, rungs: [10], factor: 1, measure: "heldOut.loss", texts: [] } as unknown as Sweep;
  const begun: number[] = [];
  const processes = (): JobProcess => {
    let stop = () => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    return {
      run: async (job) => {
        if (job.kind !== "trial") throw new TypeError(job.kind);
        begun.push(job.spec.seed);
        const time = begun.filter((seed) => seed === job.spec.seed).length;
        await new Promise((resolve) => setImmediate(resolve));
        return end(job.spec.seed, time, stopped);
      },
      stop,
      kill: () => {},
    };
  };
  await mkdir(join(root, name), { recursive: true });
  const kept = keptTrials(join(root, name));
  const running = runLocally({
    ...{ sweep, kept, directory: root, width: 2, signal, processes },
    on: { backend: "cpu", threads: 1, saveEvery: 1 },
    progress: { at: () => {}, finished: () => {} },
  });
  const failure = await running.catch((error: unknown) => error);
  const outcomes = trials.map((trial) => kept.find({ trial, steps: 10 })?.outcome);
  return { begun, outcomes, failure };
}

describe("trials in processes of this machine", () => {
  test("each runs once, and what is there is not done again", async () => {
    const end = () => ({ kind: "trial result", result }) as const;
    expect(await run("all", end)).toMatchObject({ begun: [0, 1, 2, 3], outcomes: Array(4).fill("done") });
    expect(await run("all", end)).toMatchObject({ begun: [] });
  });

  test("one whose process dies goes on, and one that dies again without a step is a result", async () => {
    const { begun, outcomes } = await run("deaths", (seed, time) => {
      if (seed === 1 || (seed === 2 && time === 1)) return died;
      if (seed === 3) return { ...died, said: "FATAL ERROR: JavaScript heap out of memory" };
      return { kind: "trial result", result };
    });
    expect(outcomes).toEqual(["done", "crashed", "done", "out of memory"]);
    expect(begun.toSorted()).toEqual([0, 1, 1, 2, 2, 3]);
  });

  test("an abort asks those that train to stop, and begins no other", async () => {
    const controller = new AbortController();
    const { begun, outcomes, failure } = await run(
      "stop",
      async (seed, _, stop) => {
        if (seed === 0) controller.abort();
        await stop;
        return { kind: "stopped" };
      },
      controller.signal,
    );
    expect(failure).toBeUndefined();
    expect(begun).toEqual([0, 1]);
    expect(outcomes).toEqual(Array(4).fill(undefined));
  });

  test("what is no fault of a trial ends the sweep, with the results that are there", async () => {
    const { outcomes, failure } = await run("full", async (seed, _, stop) => {
      if (seed === 0) return { kind: "trial result", result };
      if (seed === 1) return { kind: "failed", code: "ENOSPC", message: "no space left" };
      await stop;
      return { kind: "stopped" };
    });
    expect(failure).toMatchObject({ code: "ENOSPC", message: "no space left" });
    expect(outcomes[0]).toBe("done");
  });
});
