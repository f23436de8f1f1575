import { hostname } from "node:os";
import { join } from "node:path";
import type { BackendName } from "@tenetjs/backends/names";
import type { Sweep } from "./file/read-sweep.ts";
import type { KeptTrials } from "./kept-trials.ts";
import { openJobs } from "./schedule/open-jobs.ts";
import { settleEnding } from "./settle-ending.ts";
import type { SweepProgress } from "./sweep-progress.ts";
import { type JobProcess, jobProcess } from "./trial/job-process.ts";
import type { TrialJob, TrialResult } from "./trial/trial.ts";

export type RunLocallyOptions = {
  readonly sweep: Sweep;
  readonly kept: KeptTrials;
  /** Where each trial has its run directory. */
  readonly directory: string;
  /** The number of trials that train at the same time, each in a process of its own. */
  readonly width: number;
  readonly on: { readonly backend: BackendName; readonly threads: number; readonly saveEvery: number };
  readonly progress: SweepProgress;
  /** Stops the trials after their steps, with checkpoints. */
  readonly signal: AbortSignal;
  /** The processes of trials. Default: real ones. */
  readonly processes?: () => JobProcess;
};

/**
 * Trains the trials of a sweep that have no result in processes of this machine, and keeps each result at once.
 *
 * @throws {TenetError} what is no fault of a trial, such as a full disk; the other trials save and stop.
 */
export async function runLocally({
  sweep,
  kept,
  directory,
  width,
  on,
  progress,
  signal,
  processes: newProcess = jobProcess,
}: RunLocallyOptions): Promise<void> {
  const running = new Set<string>();
  const processes: JobProcess[] = [];
  const isOver = () => signal.aborted || failure !== undefined;
  let failure: { readonly error: unknown } | undefined;
  let wake: (() => void)[] = [];
  const stopAll = () => {
    for (const process of processes) process.stop();
  };
  signal.addEventListener("abort", stopAll, { once: true });

  const train = async (process: JobProcess, job: TrialJob): Promise<TrialResult | "stopped"> => {
    const { trial, steps } = job;
    let [saved, deaths] = [0, 0];
    for (;;) {
      const ending = await process.run(
        {
          kind: "trial",
          ...{ spec: trial.spec, steps, directory: join(directory, trial.id), ...on },
          names: sweep.texts.map(({ name }) => name),
        },
        (message) => {
          if (message.kind === "progress") progress.at(job, message.done, message.said);
          else if (message.step > saved) [saved, deaths] = [message.step, 0];
        },
      );
      const settled = settleEnding(ending, { saved, deaths });
      if (settled !== "again") return settled;
      if (isOver()) return "stopped";
      deaths += 1;
    }
  };
  const lane = async () => {
    const process = newProcess();
    processes.push(process);
    try {
      while (!isOver()) {
        const job = openJobs(sweep, kept.find).find((one) => !running.has(one.trial.id));
        if (job === undefined) {
          if (running.size === 0) return;
          // One that runs may let others go on.
          await new Promise<void>((resolve) => wake.push(resolve));
          continue;
        }
        running.add(job.trial.id);
        const result = await train(process, job).finally(() => running.delete(job.trial.id));
        if (result !== "stopped") kept.add(job, result, hostname());
        progress.finished(job, result === "stopped" ? undefined : result);
        wakeAll();
      }
    } catch (error) {
      failure ??= { error };
      stopAll();
    } finally {
      wakeAll();
      process.kill();
    }
  };
  const wakeAll = () => {
    const waiting = wake;
    wake = [];
    for (const resolve of waiting) resolve();
  };
  const open = openJobs(sweep, kept.find).length;
  await Promise.all(Array.from({ length: Math.min(width, open) }, lane));
  signal.removeEventListener("abort", stopAll);
  if (failure !== undefined) throw failure.error;
}
