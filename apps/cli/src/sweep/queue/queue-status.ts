import { columns } from "../../terminal/columns.ts";
import { byMeasure, type MeasureName, measureNames } from "../trial/measures.ts";
import type { TrialResult } from "../trial/trial.ts";
import { recordOf } from "./batch.ts";
import { connect } from "./connect.ts";
import { batchesKey, keysOf } from "./keys.ts";

/** What a queue has. */
export type QueueStatus = {
  readonly workers: readonly string[];
  readonly waiting: number;
  readonly sweeps: readonly BatchStatus[];
};

export type BatchStatus = {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  /** The trials of a sweep; 0 where that is not known. */
  readonly trials: number;
  /** The results that are there, one for each time that a trial was compared. */
  readonly results: number;
  readonly best: { readonly measure: MeasureName; readonly value: number } | null;
  readonly running: readonly { readonly job: string; readonly said: string }[];
};

/** What the queue at `url` has. @throws {TenetError} `QUEUE_UNAVAILABLE` */
export async function queueStatus(url: string): Promise<QueueStatus> {
  const { redis, queue, close } = await connect(url);
  try {
    const ids = await redis.zrange(batchesKey, "0", "-1");
    const sweeps: BatchStatus[] = [];
    for (const id of ids) {
      const keys = keysOf(id);
      const info = await redis.hgetall(keys.info);
      // The server has forgotten it.
      if (info.state === undefined) continue;
      const progress = Object.entries(await redis.hgetall(keys.progress));
      sweeps.push({
        id,
        title: info.title ?? "",
        state: info.state,
        trials: Number(info.jobs),
        results: await redis.hlen(keys.done),
        best: await bestOf(redis.xrange(keys.results, "-", "+"), info.measure),
        running: progress.map(([job, said]) => ({ job, said: JSON.parse(said).said })),
      });
    }
    const {
      wait = 0,
      prioritized = 0,
      delayed = 0,
    } = await queue.getJobCounts("wait", "prioritized", "delayed");
    const workers = (await queue.getWorkers()).map(
      ({ rawname = "", name = "" }) => rawname.split(":w:")[1] ?? name,
    );
    return { workers, waiting: wait + prioritized + delayed, sweeps };
  } finally {
    await close();
  }
}

/** The status for people. */
export function statusLines({ workers, waiting, sweeps }: QueueStatus): string[] {
  const rows = sweeps.map(({ id, title, state, trials, results, best, running }) => [
    id,
    title,
    state,
    trials === 0 ? "" : String(trials),
    String(results),
    String(running.length),
    best === null ? "" : `${best.measure} ${Number(best.value.toPrecision(4))}`,
  ]);
  const table =
    rows.length === 0
      ? ["no sweeps"]
      : columns([["sweep", "", "state", "trials", "results", "running", "best"], ...rows]);
  const running = sweeps.flatMap((sweep) => sweep.running.map(({ job, said }) => `  ${job}: ${said}`));
  const named = workers.length === 0 ? "no workers" : `workers: ${workers.join(", ")}`;
  return [...table, ...running, `${named}; ${waiting} jobs wait`];
}

async function bestOf(
  results: Promise<[string, string[]][]>,
  measure: string | undefined,
): Promise<BatchStatus["best"]> {
  const known = measureNames.find((name) => name === measure);
  if (known === undefined) return null;
  const values = (await results)
    .map(([, fields]) => JSON.parse(recordOf(fields).result ?? "{}") as TrialResult)
    .flatMap(({ measures }) => measures[known] ?? []);
  const [value] = values.sort(byMeasure(known));
  return value === undefined ? null : { measure: known, value };
}
