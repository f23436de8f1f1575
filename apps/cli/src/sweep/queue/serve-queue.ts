import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Job } from "bullmq";
import { interruptedExitCode } from "../../exit.ts";
import type { ValuesOf } from "../../options/option.ts";
import { interruption } from "../../run/interruption.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { type JobProcess, jobProcess } from "../trial/job-process.ts";
import type { workerOptions } from "../worker-options.ts";
import { connect, prefix, queueName, shownUrl } from "./connect.ts";
import { checkedJob, type JobData } from "./job-data.ts";
import { serveJob } from "./serve-job.ts";

/**
 * Does the jobs of a queue until a signal ends it. This process keeps the locks of the jobs and answers the server at any time; the jobs run in processes
 * of their own.
 */
export async function serveQueue(terminal: Terminal, values: ValuesOf<typeof workerOptions>): Promise<void> {
  const { queue: url, jobs, threads, lockSeconds, returnLimit } = values;
  const name = `${hostname()}:${process.pid}`;
  const connection = await connect(url, (line) => terminal.error(line));
  const { redis, bullmq } = connection;
  const directory = join(values.directory, `tenet-worker-${randomUUID()}`);
  const interrupt = interruption(terminal, "stopping: the trials save, and go back to the queue");
  const free: JobProcess[] = Array.from({ length: jobs }, jobProcess);
  const busy = new Set<JobProcess>();
  const log = (line: string) => terminal.error(`${new Date().toISOString()}  ${line}`);

  const serve = async (job: Job, token?: string): Promise<void> => {
    const data = checked(job);
    const lane = free.pop() as JobProcess;
    busy.add(lane);
    try {
      const outcome = await serveJob(data, {
        ...{ redis, process: lane, directory, threads, worker: name, log },
        limit: returnLimit * 1024 ** 2,
        signal: interrupt.signal,
        // Often enough for a worker that lost its job to hear of it, and for people who watch.
        reportMs: Math.min(1000, (lockSeconds * 1000) / 3),
      });
      if (outcome === "done") return;
      await job.moveToDelayed(Date.now() + (interrupt.signal.aborted ? 0 : 1000), token);
    } finally {
      busy.delete(lane);
      free.push(lane);
    }
    throw new bullmq.DelayedError();
  };
  const checked = (job: Job): JobData => {
    try {
      return checkedJob(job.data);
    } catch (error) {
      log(`refused job ${job.id}: ${(error as Error).message}`);
      throw new bullmq.UnrecoverableError((error as Error).message);
    }
  };

  const worker = new bullmq.Worker(queueName, serve, {
    connection: redis,
    prefix,
    name,
    concurrency: jobs,
    lockDuration: lockSeconds * 1000,
    stalledInterval: lockSeconds * 1000,
    // How often a job may begin is counted by the job's own claims.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    drainDelay: 5,
  });
  // Of a lost lock the claims tell, and of a lost connection the connection.
  worker.on("error", () => {});
  try {
    await worker.waitUntilReady();
    terminal.error(`worker ${name} serves ${shownUrl(url)}, ${jobs} at a time. Stop it with Ctrl-C.`);
    await aborted(interrupt.signal);
    for (const lane of busy) lane.stop();
    await worker.close();
    process.exitCode = interruptedExitCode;
  } finally {
    interrupt.end();
    for (const lane of [...free, ...busy]) lane.kill();
    rmSync(directory, { recursive: true, force: true });
    await connection.close();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
