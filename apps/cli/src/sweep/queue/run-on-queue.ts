import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { BackendName } from "@tenetjs/backends/names";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Terminal } from "../../terminal/terminal.ts";
import type { Sweep } from "../file/read-sweep.ts";
import type { KeptTrials } from "../kept-trials.ts";
import { openJobs } from "../schedule/open-jobs.ts";
import type { SweepProgress } from "../sweep-progress.ts";
import { jobName, type TrialJob, type TrialResult } from "../trial/trial.ts";
import { type Batch, openBatch } from "./batch.ts";
import { type Connection, connect } from "./connect.ts";
import { sendTexts } from "./texts.ts";
import { receiveFiles } from "./trial-files.ts";

export type RunOnQueueOptions = {
  readonly url: string;
  readonly sweep: Sweep;
  readonly kept: KeptTrials;
  /** Where the files of each trial go. */
  readonly directory: string;
  readonly on: { readonly backend: BackendName; readonly saveEvery: number };
  readonly progress: SweepProgress;
  /** Ends the wait. The workers go on. */
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
};

/**
 * Lets workers train the trials of a sweep that have no result, and keeps each result when it comes. When all are there, the server has nothing of the sweep
 * any more.
 *
 * @throws {TenetError} `QUEUE_UNAVAILABLE`; `SWEEP_CANCELLED`; `CONFIDENTIAL` for a task whose texts may not leave this machine.
 */
export async function runOnQueue(options: RunOnQueueOptions): Promise<void> {
  const { url, sweep, terminal } = options;
  if (sweep.task.confidential) {
    const got = phrase(`the task ${sweep.task.name}, whose texts stay on this machine`);
    throw new TenetError(
      "CONFIDENTIAL",
      problem("--queue", "a task whose texts may be sent", got, "Leave out --queue."),
    );
  }
  const connection = await connect(url, (line) => terminal.error(line));
  try {
    await sendTexts(connection.redis, sweep.texts);
    const { id, file, task, trials, measure } = sweep;
    const batch = await openBatch(connection, {
      ...{ id, title: `${file}: ${task.name}`, jobs: trials.length, measure },
    });
    terminal.error(`sweep ${id} is in the queue: ${trials.length} trials`);
    await followSweep(connection, batch, options);
  } finally {
    await connection.close();
  }
}

const pollMs = 500;
/** After so long without a result, jobs without one are put into the queue again. That changes nothing, unless the server has lost them. */
const addAgainMs = 60_000;

async function followSweep(connection: Connection, batch: Batch, options: RunOnQueueOptions): Promise<void> {
  const { sweep, kept, directory, progress, signal } = options;
  const jobs = new Map<string, TrialJob>();
  let added = new Set<string>();
  let heard = performance.now();
  for (;;) {
    // First what came while nobody waited: a job with a result is not to be put into the queue.
    const results = await batch.results();
    for (const { job: name, result, worker } of results) {
      const job = jobOf(sweep, name);
      if (job === undefined) continue;
      await receiveFiles(connection.redis, batch.keys, {
        trial: job.trial.id,
        directory: join(directory, job.trial.id),
      });
      if (kept.add(job, result as TrialResult, worker)) progress.finished(job, result as TrialResult);
    }
    if (results.length > 0) {
      heard = performance.now();
      continue;
    }
    const open = openJobs(sweep, kept.find);
    if (open.length === 0) break;
    if (signal.aborted) return;
    if (performance.now() - heard > addAgainMs) {
      added = new Set();
      heard = performance.now();
    }
    const fresh = open.filter((job) => !added.has(jobName(job)));
    await batch.add(fresh.map((job) => ({ data: dataOf(job, options), priority: priorityOf(job, sweep) })));
    for (const job of fresh) {
      added.add(jobName(job));
      jobs.set(jobName(job), job);
    }
    for (const [name, { done, said }] of await batch.progress()) {
      const job = jobs.get(name);
      if (job !== undefined) progress.at(job, done, said);
    }
    await wait(pollMs, undefined, { signal }).catch(() => {});
  }
  await batch.remove();
}

/** Trials that have come further go first. 0 would be before all that have a priority. */
function priorityOf({ steps }: TrialJob, { rungs }: Sweep): number {
  return rungs.length - rungs.indexOf(steps);
}

function dataOf({ trial, steps }: TrialJob, { sweep, on }: RunOnQueueOptions) {
  const { task, texts, options, seed } = trial.spec;
  const spec = {
    task,
    texts: [...texts],
    options: structuredClone(options) as Record<string, string | number | boolean | (string | number)[]>,
    seed,
  };
  return { kind: "trial", batch: sweep.id, trial: trial.id, steps, spec, ...on } as const;
}

/** The job with a name; undefined where the sweep has no such job. */
function jobOf({ trials, rungs }: Sweep, name: string): TrialJob | undefined {
  const [id, steps] = name.split("-");
  const trial = trials.find((one) => one.id === id);
  return trial === undefined || !rungs.includes(Number(steps)) ? undefined : { trial, steps: Number(steps) };
}
