import { describe, expect, test } from "vitest";
import { standings } from "../standings.ts";
import { jobName, type TrialJob, type TrialResult, trialOf } from "../trial/trial.ts";
import { expectedJobs, openJobs } from "./open-jobs.ts";
import { rungsOf } from "./rungs-of.ts";

const trials = Array.from({ length: 9 }, (_, seed) =>
  trialOf({ task: "adding", texts: [], options: {}, seed }, {}),
);
const sweep = {
  trials,
  rungs: rungsOf(90, { from: 10, factor: 3 }),
  factor: 3,
  measure: "heldOut.loss",
} as const;

/** Results that are given by hand: the loss of a trial is its seed. */
function found() {
  const results = new Map<string, TrialResult>();
  return {
    find: (job: TrialJob) => results.get(jobName(job)),
    finish: (seed: number, steps: number, outcome: TrialResult["outcome"] = "done") => {
      const measures = outcome === "done" ? { "heldOut.loss": seed } : {};
      const rest = { parameters: 1, weights: null, message: null, seconds: 1 };
      const trial = trials[seed] as (typeof trials)[number];
      results.set(jobName({ trial, steps }), { outcome, step: steps, measures, ...rest });
    },
  };
}

const open = (find: ReturnType<typeof found>["find"]) =>
  openJobs(sweep, find).map(({ trial, steps }) => [trial.spec.seed, steps]);

describe("successive halving", () => {
  test("has rungs that grow by the factor, and ends with all steps", () => {
    expect(sweep.rungs).toEqual([10, 30, 90]);
    expect(rungsOf(100, { from: 10, factor: 3 })).toEqual([10, 30, 90, 100]);
    expect(rungsOf(100, undefined)).toEqual([100]);
  });

  test("lets a trial go on as soon as it is among the best third, before those that have not begun", () => {
    const { find, finish } = found();
    expect(open(find)).toEqual(trials.map((_, seed) => [seed, 10]));
    for (const seed of [4, 5]) finish(seed, 10);
    expect(open(find).every(([, steps]) => steps === 10)).toBe(true);
    finish(6, 10);
    expect(open(find)[0]).toEqual([4, 30]);
    finish(0, 10);
    // The best third of four is one, and it is another now.
    expect(open(find)[0]).toEqual([0, 30]);
  });

  test("ends with as many jobs as are expected if all come in order", () => {
    const { find, finish } = found();
    let count = 0;
    for (let job = openJobs(sweep, find)[0]; job !== undefined; job = openJobs(sweep, find)[0]) {
      finish(job.trial.spec.seed, job.steps);
      count += 1;
    }
    expect(expectedJobs(sweep)).toBe(9 + 3 + 1);
    expect(count).toBe(13);
    expect(standings(sweep, find)[0]).toMatchObject({ trial: trials[0], steps: 90 });
  });

  test("lets no trial go on that diverged, and ranks it last", () => {
    const { find, finish } = found();
    for (const seed of [0, 1, 2]) finish(seed, 10, "diverged");
    expect(open(find).some(([, steps]) => steps === 30)).toBe(false);
    finish(3, 10);
    expect(standings(sweep, find).map(({ trial }) => trial.spec.seed)).toEqual([3, 0, 1, 2]);
  });
});
