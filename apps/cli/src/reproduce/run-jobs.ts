import { duration, timeLeft } from "../run/progress-observer.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Job } from "./experiment.ts";
import type { JobPool } from "./jobs/job-pool.ts";
import type { KeptResult, KeptResults } from "./jobs/kept-results.ts";
import type { WorkerTask } from "./jobs/worker.ts";
import type { Planned } from "./plan.ts";

export type RunJobsOptions = {
  readonly planned: readonly Planned[];
  readonly kept: KeptResults;
  readonly pool: JobPool;
  /** The number of jobs that run at the same time. */
  readonly width: number;
  readonly on: Pick<WorkerTask, "backend" | "threads" | "fast">;
  readonly machine: KeptResult["machine"];
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
};

/**
 * Runs all jobs whose results are not there, and keeps each result at once. When `signal` is aborted, no further job is kept. Returns the
 * number of jobs that were run.
 *
 * @throws what a job throws; the results of the others are kept.
 */
export async function runJobs(options: RunJobsOptions): Promise<number> {
  const { planned, kept, pool, width, on, machine, terminal, signal } = options;
  const open = planned.flatMap(({ name, jobs }) =>
    jobs
      .filter(({ spec }) => kept.find({ experiment: name, spec }) === undefined)
      .map((job) => ({ experiment: name, job })),
  );
  const progress = jobsProgress(
    open.map(({ job }) => job),
    terminal,
  );
  let next = 0;
  let ran = 0;
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const lane = async () => {
    while (!signal.aborted && next < open.length) {
      const index = next;
      next += 1;
      const { experiment, job } = open[index] as (typeof open)[number];
      const task = { experiment, spec: job.spec, ...on };
      const { result, seconds } = await pool
        .run(task, ({ done, said }) => progress.at(index, done, said))
        .catch((error: unknown) => {
          if (!signal.aborted) terminal.error(`${experiment}, ${job.label}: failed`);
          throw error;
        });
      if (signal.aborted) return;
      kept.add({ experiment, spec: job.spec, result, seconds, backend: on.backend, machine });
      ran += 1;
      progress.finished(index);
    }
  };
  const lanes = Array.from({ length: Math.min(width, open.length) }, () =>
    lane().catch((error: unknown) => {
      // Processes that are ended while they work end with an error, which is of no interest.
      if (!signal.aborted) throw error;
    }),
  );
  try {
    await Promise.race([Promise.all(lanes), ended]);
  } finally {
    terminal.settle();
  }
  return ran;
}

/** Shows how many jobs are done, where those that run stand, and the time left. */
function jobsProgress(jobs: readonly Job<unknown>[], terminal: Terminal) {
  const started = performance.now();
  const total = jobs.reduce((sum, { work }) => sum + work, 0);
  const running = new Map<number, { readonly done: number; readonly said: string }>();
  let finished = 0;
  let finishedWork = 0;
  const show = () => {
    const spent = (performance.now() - started) / 1000;
    const partly = Array.from(running, ([index, { done }]) => done * (jobs[index]?.work ?? 0));
    const done = (finishedWork + partly.reduce((sum, work) => sum + work, 0)) / total;
    const left = done > 0 ? timeLeft((spent * (1 - done)) / done) : "";
    const lines = Array.from(running, ([index, { said }]) => `  ${jobs[index]?.label}: ${said}`);
    terminal.status(
      [`${finished} of ${jobs.length} jobs in ${duration(spent)}  ${left}`, ...lines].join("\n"),
    );
  };
  return {
    at: (index: number, done: number, said: string) => {
      running.set(index, { done, said });
      show();
    },
    finished: (index: number) => {
      running.delete(index);
      finished += 1;
      finishedWork += jobs[index]?.work ?? 0;
      show();
    },
  };
}
