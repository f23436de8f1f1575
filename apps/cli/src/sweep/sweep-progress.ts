import { duration, timeLeft } from "../run/progress-observer.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Sweep } from "./file/read-sweep.ts";
import type { FindResult } from "./schedule/open-jobs.ts";
import { expectedJobs } from "./schedule/open-jobs.ts";
import { standings } from "./standings.ts";
import { jobName, type TrialJob, type TrialResult, trialLabel } from "./trial/trial.ts";

/** Shows how far the trials of a sweep are. */
export type SweepProgress = {
  /** Where a job stands, from 0 to 1, and in words. */
  at(job: TrialJob, done: number, said: string): void;
  /** A job has a result, or none if it was stopped. */
  finished(job: TrialJob, result: TrialResult | undefined): void;
};

/** Lines on `terminal`: how many jobs are done, the time left, the best trial so far, and each that trains. */
export function sweepProgress(
  sweep: Sweep,
  {
    find,
    width,
    terminal,
  }: { readonly find: FindResult; readonly width: number; readonly terminal: Terminal },
): SweepProgress {
  const started = performance.now();
  const running = new Map<string, { readonly job: TrialJob; readonly done: number; readonly said: string }>();
  const all = expectedJobs(sweep);
  const count = () =>
    sweep.rungs.reduce(
      (sum, steps) => sum + sweep.trials.filter((trial) => find({ trial, steps }) !== undefined).length,
      0,
    );
  const before = terminal.live ? count() : 0;
  let finished = before;
  let best = "";
  const show = () => {
    if (!terminal.live) return;
    const spent = (performance.now() - started) / 1000;
    const partly = Array.from(running.values()).reduce((sum, { done }) => sum + done, 0);
    const done = finished - before + partly;
    const left = done > 0 ? timeLeft((spent / done) * (all - before - done)) : "";
    const lines = Array.from(running.values())
      .slice(0, width)
      .map(({ job, said }) => `  ${trialLabel(job.trial)}: ${said}`);
    terminal.status(
      [`${finished} of ${all} jobs in ${duration(spent)}  ${left}${best}`, ...lines].join("\n"),
    );
  };
  const bestNow = (): string => {
    const [first] = standings(sweep, find);
    const value = first?.result.measures[sweep.measure];
    return first === undefined || value === undefined
      ? ""
      : `\nbest ${sweep.measure} ${Number(value.toPrecision(4))} after ${first.result.step} steps: ${trialLabel(first.trial)}`;
  };
  return {
    at: (job, done, said) => {
      running.set(jobName(job), { job, done, said });
      show();
    },
    finished: (job, result) => {
      running.delete(jobName(job));
      if (result !== undefined) finished += 1;
      if (terminal.live) best = bestNow();
      show();
    },
  };
}
