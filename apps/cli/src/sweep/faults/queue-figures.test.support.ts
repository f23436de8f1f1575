import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";
import type { Child } from "../../terminal/child.test.fixture.ts";
import { queueSweep, startWorker, tinySweep } from "./fault-run.test.support.ts";
import { startRedis } from "./redis-server.test.support.ts";

/** What a trial costs on a queue, beside its training. */
export type QueueFigures = {
  readonly workers: number;
  readonly trialsPerMinute: number;
  /** CPU time of the process that keeps the lock of a trial, in ms. */
  readonly workerCpuPerTrial: number;
  readonly serverCpuPerTrial: number;
  readonly commandsPerTrial: number;
  readonly bytesToServerPerTrial: number;
  readonly bytesFromServerPerTrial: number;
  readonly peakServerMemory: number;
};

/** Trains `trials` trials through a queue on `count` workers, once they all wait for work, and returns what that took. */
export async function queueFigures(count: number, trials: number): Promise<QueueFigures> {
  const root = await mkdtemp(join(tmpdir(), "tenet-figures-"));
  const server = await startRedis();
  const redis = new Redis(server.url);
  const workers = Array.from({ length: count }, () => startWorker(server.url, root));
  try {
    // A first sweep lets each worker load what it needs.
    while (!workers.every(({ errors }) => errors().includes("serves"))) await wait(50);
    await queueSweep(await tinySweep(4 * count, 1_000_000), { url: server.url, root: join(root, "first") });
    const before = { cpu: workers.map(cpuOf), server: await countsOf(redis), at: performance.now() };
    await queueSweep(await tinySweep(trials), { url: server.url, root: join(root, "second") });
    const minutes = (performance.now() - before.at) / 60_000;
    const after = await countsOf(redis);
    const per = (name: keyof typeof after) => (after[name] - before.server[name]) / trials;
    const cpu = workers.reduce(
      (sum, worker, index) => sum + cpuOf(worker) - (before.cpu[index] as number),
      0,
    );
    return {
      workers: count,
      trialsPerMinute: trials / minutes,
      workerCpuPerTrial: cpu / trials,
      serverCpuPerTrial: 1000 * per("cpu"),
      commandsPerTrial: per("commands"),
      bytesToServerPerTrial: per("input"),
      bytesFromServerPerTrial: per("output"),
      peakServerMemory: after.memory,
    };
  } finally {
    for (const { process } of workers) process.kill("SIGKILL");
    await Promise.all(workers.map(({ ended }) => ended));
    redis.disconnect();
    await server.end();
    await rm(root, { recursive: true, force: true });
  }
}

async function countsOf(redis: Redis) {
  const info = await redis.info();
  const number = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)?.[1]);
  return {
    cpu: number("used_cpu_user") + number("used_cpu_sys"),
    commands: number("total_commands_processed"),
    input: number("total_net_input_bytes"),
    output: number("total_net_output_bytes"),
    memory: number("used_memory_peak"),
  };
}

/** The CPU time of a process without its children in ms, as Linux counts it: in hundredths of a second. */
function cpuOf({ process }: Child): number {
  const stat = readFileSync(`/proc/${process.pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}
