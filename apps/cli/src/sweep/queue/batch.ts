import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Connection } from "./connect.ts";
import { type JobData, nameOf } from "./job-data.ts";
import { type BatchKeys, batchesKey, keptSeconds, keysOf } from "./keys.ts";

/** What a batch is, for people. */
export type BatchInfo = {
  readonly id: string;
  /** "grid.yaml: palindrome". */
  readonly title: string;
  readonly jobs: number;
  /** What its results are compared by, if they are. */
  readonly measure: string | null;
};

/** A result that came from the queue. */
export type BatchResult = { readonly job: string; readonly result: unknown; readonly worker: string };

/** A batch of jobs in a queue, as the side that waits for the results sees it. */
export type Batch = {
  readonly keys: BatchKeys;
  /** Puts jobs into the queue. Those that are there already stay as they are. */
  add(jobs: readonly { readonly data: JobData; readonly priority: number }[]): Promise<void>;
  /** The results that came since the last call. @throws {TenetError} `SWEEP_CANCELLED` */
  results(): Promise<BatchResult[]>;
  /** Where the jobs that run stand, by their names. */
  progress(): Promise<Map<string, { readonly done: number; readonly said: string }>>;
  /** Removes all that the server has of it. */
  remove(): Promise<void>;
};

/** The batch with the identifier of `info`, which is made if it is not there. */
export async function openBatch(
  { redis, queue }: Connection,
  { id, title, jobs, measure }: BatchInfo,
): Promise<Batch> {
  const keys = keysOf(id);
  await redis
    .multi()
    .hset(keys.info, { state: "open", title, jobs, measure: measure ?? "", created: Date.now() })
    .expire(keys.info, keptSeconds)
    .zadd(batchesKey, Date.now(), id)
    .exec();
  let last = "-";
  return {
    keys,
    add: async (jobs) => {
      for (let at = 0; at < jobs.length; at += mostAtOnce)
        await queue.addBulk(
          jobs.slice(at, at + mostAtOnce).map(({ data, priority }) => ({
            name: data.kind,
            data,
            opts: {
              jobId: `${id}-${nameOf(data)}`,
              priority,
              // A job that is there has no result yet: another try is always right.
              ...{ attempts: Number.MAX_SAFE_INTEGER, backoff: { type: "fixed", delay: 1000 } },
              ...{ removeOnComplete: true, removeOnFail: true },
            },
          })),
        );
    },
    results: async () => {
      const state = await redis.hget(keys.info, "state");
      if (state !== "open") throw cancelled(id);
      const entries = await redis.xrange(keys.results, last, "+", "COUNT", mostAtOnce);
      const newest = entries.at(-1)?.[0];
      if (newest !== undefined) last = `(${newest}`;
      return entries.map(([, fields]) => {
        const { job = "", result = "null", worker = "" } = recordOf(fields);
        return { job, result: JSON.parse(result), worker };
      });
    },
    progress: async () => {
      const entries = Object.entries(await redis.hgetall(keys.progress));
      return new Map(entries.map(([job, said]) => [job, JSON.parse(said)]));
    },
    remove: () => removeBatch(redis, id),
  };
}

const mostAtOnce = 500;

/** Removes the keys of the batch `id`, except for its history, which stays for a day. Workers that still have a job of it find it closed. */
export async function removeBatch(redis: Connection["redis"], id: string): Promise<void> {
  const { files, history, ...keys } = keysOf(id);
  await redis.expire(history, 24 * 3600);
  await redis.zrem(batchesKey, id);
  await redis.del(...Object.values(keys));
  let cursor = "0";
  do {
    const [next, found] = await redis.scan(cursor, "MATCH", files("*"), "COUNT", 1000);
    if (found.length > 0) await redis.del(...found);
    cursor = next;
  } while (cursor !== "0");
}

/** The fields of an entry of a stream, which come as a list of names and values. */
export function recordOf(fields: readonly string[]): Record<string, string> {
  const pairs = Array.from({ length: fields.length / 2 }, (_, index) => [
    fields[2 * index],
    fields[2 * index + 1],
  ]);
  return Object.fromEntries(pairs);
}

function cancelled(id: string): TenetError {
  const next = "The results so far are kept. The same command starts it again.";
  return new TenetError(
    "SWEEP_CANCELLED",
    problem("sweep", `the sweep ${id} to be open`, phrase("cancelled, or forgotten by the server"), next),
  );
}
