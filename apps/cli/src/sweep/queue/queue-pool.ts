import { setTimeout as wait } from "node:timers/promises";
import type { Scale } from "../../reproduce/experiment.ts";
import type { JobPool, JobResult } from "../../reproduce/jobs/job-pool.ts";
import { keyOf } from "../../reproduce/jobs/kept-results.ts";
import type { WorkerProgress } from "../../reproduce/jobs/worker.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { identify } from "../trial/trial.ts";
import { openBatch } from "./batch.ts";
import { connect } from "./connect.ts";

const pollMs = 500;

type Waiting = {
  readonly resolve: (result: JobResult) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: (progress: WorkerProgress) => void;
};

/** The workers of the queue at `url` as a pool for the jobs of experiments. It takes all jobs at once, and workers take them from there. */
export async function queuePool(
  url: string,
  {
    scale,
    names,
    terminal,
  }: { readonly scale: Scale; readonly names: readonly string[]; readonly terminal: Terminal },
): Promise<JobPool> {
  const connection = await connect(url, (line) => terminal.error(line));
  const id = identify(["reproduce", scale, names]);
  const batch = await openBatch(connection, {
    id,
    title: `reproduce ${names.join(" ")}`.trim(),
    jobs: 0,
    measure: null,
  });
  terminal.error(`batch ${id} is in the queue`);
  const waiting = new Map<string, Waiting>();
  const early = new Map<string, JobResult>();
  let isOpen = true;
  const follow = async () => {
    while (isOpen) {
      for (const { job, result } of await batch.results()) {
        const found = result as JobResult;
        early.set(job, found);
        waiting.get(job)?.resolve(found);
        waiting.delete(job);
      }
      for (const [job, progress] of await batch.progress()) waiting.get(job)?.onProgress(progress);
      await wait(pollMs);
    }
  };
  const followed = follow().catch((error: unknown) => {
    for (const { reject } of waiting.values()) reject(error);
  });
  return {
    run: async ({ experiment, spec, backend }, onProgress) => {
      const key = keyOf({ experiment, spec });
      const found = early.get(key);
      if (found !== undefined) return found;
      const result = new Promise<JobResult>((resolve, reject) =>
        waiting.set(key, { resolve, reject, onProgress }),
      );
      const data = { kind: "experiment", batch: id, experiment, scale, key, backend } as const;
      await batch.add([{ data, priority: 1 }]);
      return await result;
    },
    end: async () => {
      isOpen = false;
      await followed;
      // What is not done yet stays in the queue, and the same command takes the results.
      if (waiting.size === 0) await batch.remove();
      await connection.close();
    },
  };
}
