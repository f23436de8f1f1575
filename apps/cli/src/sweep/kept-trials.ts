import { join } from "node:path";
import { type KeptLines, keptLines } from "../kept/kept-lines.ts";
import type { FindResult } from "./schedule/open-jobs.ts";
import { jobName, type TrialJob, type TrialResult, type TrialSpec } from "./trial/trial.ts";

/** A line of the results of a sweep: a trial after a number of steps. */
export type KeptTrial = {
  readonly key: string;
  readonly trial: string;
  readonly steps: number;
  readonly spec: TrialSpec;
  readonly result: TrialResult;
  /** Which machine or worker it ran on. */
  readonly on: string;
};

export type KeptTrials = {
  readonly file: string;
  readonly find: FindResult;
  /** Keeps a result. That of a job that has one is left out. Returns whether it was new. */
  add(job: TrialJob, result: TrialResult, on: string): boolean;
  readonly count: KeptLines<KeptTrial>["count"];
};

/** The results of a sweep in `directory`. */
export function keptTrials(directory: string): KeptTrials {
  const lines = keptLines<KeptTrial>(join(directory, "results.jsonl"), "sweep");
  return {
    file: lines.file,
    count: lines.count,
    find: (job) => lines.find(jobName(job))?.result,
    add: (job, result, on) => {
      const key = jobName(job);
      if (lines.find(key) !== undefined) return false;
      const { id, spec } = job.trial;
      lines.add({ key, trial: id, steps: job.steps, spec, result, on });
      return true;
    },
  };
}
