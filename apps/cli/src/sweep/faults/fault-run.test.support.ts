import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { integer, type Rng, seed } from "@tenetjs/core";
import { Redis } from "ioredis";
import { taskOf } from "../../tasks/all-tasks.ts";
import { type Child, startTenet } from "../../terminal/child.test.fixture.ts";
import { collectingTerminal } from "../../terminal/collecting-terminal.test.fixture.ts";
import type { Sweep } from "../file/read-sweep.ts";
import { type KeptTrials, keptTrials } from "../kept-trials.ts";
import { recordOf } from "../queue/batch.ts";
import { keysOf } from "../queue/keys.ts";
import { runOnQueue } from "../queue/run-on-queue.ts";
import { runLocally } from "../run-locally.ts";
import { identify, jobName, type OptionValues, type TrialResult, trialOf } from "../trial/trial.ts";
import { checkHistory, type HistoryEntry, type HistoryReport } from "./check-history.test.support.ts";
import { type DroppingProxy, droppingProxy } from "./dropping-proxy.test.support.ts";
import { type RedisServer, startRedis } from "./redis-server.test.support.ts";

/** What can happen to a queue and its workers. */
export const faultKinds = ["kill", "stop", "restart", "cut", "freeze"] as const;
export type FaultKind = (typeof faultKinds)[number];

export type FaultRunOptions = {
  readonly trials: number;
  readonly workers: number;
  /** The faults, one after the other, until the trials are done. */
  readonly faults: (rng: Rng, count: number) => FaultKind | undefined;
  /** The time between faults in ms. */
  readonly between: number;
  readonly seed: number;
};

export type FaultRun = {
  readonly faults: Readonly<Record<FaultKind, number>>;
  readonly history: HistoryReport;
  readonly seconds: number;
  /** Trials whose result is not that of a run without faults, in words. */
  readonly differences: readonly string[];
  readonly outcomes: Readonly<Record<string, number>>;
};

const lockSeconds = 2;

/**
 * Trains a sweep through a queue while workers are killed, stopped for longer than their lock, the server is killed and restarted, and connections are cut.
 * Returns what happened, and how the results differ from those of the same sweep in a process without a queue.
 */
export async function faultRun(options: FaultRunOptions): Promise<FaultRun> {
  const root = await mkdtemp(join(tmpdir(), "tenet-fault-run-"));
  const sweep = await tinySweep(options.trials);
  const redis = await startRedis();
  const proxy = await droppingProxy(redis.port);
  const url = `redis://127.0.0.1:${proxy.port}`;
  const workers = Array.from({ length: options.workers }, () => startWorker(url, root));
  const watched = watchHistory(sweep, redis);
  const started = performance.now();
  try {
    const queued = queueSweep(sweep, { url, root });
    const faults = await happen(options, {
      workers,
      redis,
      proxy,
      queued,
      start: () => startWorker(url, root),
    });
    const kept = await queued;
    const seconds = (performance.now() - started) / 1000;
    const history = checkHistory(
      await watched.end(),
      sweep.trials.map((trial) => jobName({ trial, steps: 20 })),
    );
    const alone = keptTrials(await mkdtemp(join(root, "alone-")));
    await runLocally({
      ...{ sweep, kept: alone, directory: join(root, "alone"), width: 1 },
      ...{ progress: { at: () => {}, finished: () => {} }, signal: new AbortController().signal },
      on: { backend: "wasm", threads: 1, saveEvery: 1000 },
    });
    return { faults, history, seconds, ...compared(sweep, kept, alone) };
  } finally {
    for (const { process } of workers) {
      process.kill("SIGCONT");
      process.kill("SIGKILL");
    }
    await Promise.all(workers.map(({ ended }) => ended));
    await watched.end();
    await proxy.end();
    await redis.end();
    await rm(root, { recursive: true, force: true });
  }
}

/** Trains a sweep through a queue, and returns its results. */
export async function queueSweep(
  sweep: Sweep,
  { url, root }: { readonly url: string; readonly root: string },
): Promise<KeptTrials> {
  await mkdir(root, { recursive: true });
  const kept = keptTrials(root);
  await runOnQueue({
    ...{ url, sweep, kept, directory: join(root, "trials"), on: { backend: "wasm", saveEvery: 5 } },
    ...{ progress: { at: () => {}, finished: () => {} }, terminal: collectingTerminal() },
    signal: new AbortController().signal,
  });
  return kept;
}

/** Trials of 20 steps with 4 units, one in six of which diverges, with seeds from `from` on. */
export async function tinySweep(count: number, from = 0): Promise<Sweep> {
  const task = await taskOf({ task: "palindrome" });
  const shared = { length: 3, hidden: 4, batch: 4, encoding: "one-hot", cell: "gru", "evaluate-every": 10 };
  const trials = Array.from({ length: count }, (_, index) => {
    const point: OptionValues = { "learning-rate": index % 6 === 5 ? 3e38 : 0.01 };
    return trialOf(
      { task: task.name, texts: [], options: { ...shared, ...point }, seed: from + index },
      point,
    );
  });
  const id = identify(trials.map((trial) => trial.id));
  return { id, file: "faults", task, trials, measure: "heldOut.loss", rungs: [20], factor: 1, texts: [] };
}

/** A worker as a process, which lets go of its jobs after 2 seconds without a sign of life. */
export function startWorker(url: string, root: string): Child {
  return startTenet(["worker", "--queue", url, "--lock-seconds", String(lockSeconds), "--directory", root]);
}

type Stage = {
  readonly workers: Child[];
  readonly redis: RedisServer;
  readonly proxy: DroppingProxy;
  readonly queued: Promise<unknown>;
  start(): Child;
};

async function happen(
  { faults, between, seed: of }: FaultRunOptions,
  { workers, redis, proxy, queued, start }: Stage,
): Promise<Record<FaultKind, number>> {
  const rng = seed(`faults ${of}`);
  const counts: Record<FaultKind, number> = { kill: 0, stop: 0, restart: 0, cut: 0, freeze: 0 };
  const isOver = (ms: number) => Promise.race([queued.then(() => true), wait(ms).then(() => false)]);
  for (let count = 0; ; count += 1) {
    const fault = faults(rng, count);
    if (fault === undefined || (await isOver(between / 2 + integer(rng, between)))) return counts;
    counts[fault] += 1;
    const victim = integer(rng, workers.length);
    const { process } = workers[victim] as Child;
    if (fault === "kill") {
      process.kill("SIGKILL");
      workers[victim] = start();
    } else if (fault === "stop") {
      process.kill("SIGSTOP");
      await isOver(2000 * lockSeconds + 1000);
      process.kill("SIGCONT");
    } else if (fault === "restart") await redis.restart();
    else {
      proxy[fault]();
      await wait(500 + integer(rng, 2000 * lockSeconds));
      proxy.heal();
    }
  }
}

/** Collects the history of a sweep on the server itself, past the proxy. It outlives the sweep. */
function watchHistory({ id }: Sweep, { url }: RedisServer) {
  let entries: HistoryEntry[] | undefined;
  return {
    end: async () => {
      if (entries !== undefined) return entries;
      const redis = new Redis(url);
      entries = (await redis.xrange(keysOf(id).history, "-", "+")).map(
        ([, fields]) => recordOf(fields) as HistoryEntry,
      );
      redis.disconnect();
      return entries;
    },
  };
}

function compared({ trials, rungs: [steps = 0] }: Sweep, kept: KeptTrials, alone: KeptTrials) {
  const differences: string[] = [];
  const outcomes: Record<string, number> = {};
  for (const trial of trials) {
    const [one, other] = [kept, alone].map(({ find }) => comparable(find({ trial, steps })));
    if (one !== other) differences.push(`seed ${trial.spec.seed}: ${one}, alone ${other}`);
    const outcome = kept.find({ trial, steps })?.outcome ?? "none";
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return { differences, outcomes };
}

/** All of a result that must not depend on where it was found. */
function comparable(result: TrialResult | undefined): string {
  if (result === undefined) return "no result";
  const { outcome, step, measures, parameters, weights } = result;
  // How far a trial came that diverged is told in steps of reports.
  return JSON.stringify(outcome === "done" ? { outcome, step, measures, parameters, weights } : { outcome });
}
