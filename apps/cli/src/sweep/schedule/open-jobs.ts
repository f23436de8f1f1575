import type { Sweep } from "../file/read-sweep.ts";
import { byMeasure } from "../trial/measures.ts";
import type { TrialJob, TrialResult } from "../trial/trial.ts";

/** The result of a job; undefined while there is none. */
export type FindResult = (job: TrialJob) => TrialResult | undefined;

/**
 * The jobs of a sweep that have no result and that may begin, the most advanced trials first. This is asynchronous successive halving (Li et al., "A
 * System for Massively Parallel Hyperparameter Tuning", 2020): a trial goes on as soon as it is among the best 1 / factor of those that have come as far,
 * without waiting for the others. Without halving, every trial has one job.
 */
export function openJobs(
  { trials, rungs, factor, measure }: Pick<Sweep, "trials" | "rungs" | "factor" | "measure">,
  find: FindResult,
): TrialJob[] {
  const compare = byMeasure(measure);
  const levels = rungs.map((steps, rung) => {
    const before = rungs[rung - 1];
    if (before === undefined) return trials.map((trial) => ({ trial, steps }));
    const finished = trials.flatMap((trial) => {
      const result = find({ trial, steps: before });
      return result === undefined ? [] : [{ trial, result }];
    });
    return finished
      .toSorted((a, b) => compare(a.result.measures[measure], b.result.measures[measure]))
      .slice(0, Math.floor(finished.length / factor))
      .filter(({ result }) => result.outcome === "done")
      .map(({ trial }) => ({ trial, steps }));
  });
  return levels.reverse().flatMap((jobs) => jobs.filter((job) => find(job) === undefined));
}

/** How many jobs a sweep has in all, if each trial that is compared is finished: for the time left. */
export function expectedJobs({ trials, rungs, factor }: Pick<Sweep, "trials" | "rungs" | "factor">): number {
  let [jobs, left] = [0, trials.length];
  for (const _ of rungs) {
    jobs += left;
    left = Math.floor(left / factor);
  }
  return jobs;
}
