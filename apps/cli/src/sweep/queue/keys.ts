import { prefix } from "./connect.ts";

/** The keys of a batch of jobs: a sweep, or experiments. */
export type BatchKeys = ReturnType<typeof keysOf>;

/** The set of batches, by the time at which they were made. */
export const batchesKey = `${prefix}:batches`;

/** The braces keep all keys of a batch on one server of a cluster, as scripts need it. */
export function keysOf(batch: string) {
  const at = (name: string) => `${prefix}:{${batch}}:${name}`;
  return {
    /** What it is, and whether it is open. */
    info: at("info"),
    /** A stream: a result for each job, in the order in which they came. */
    results: at("results"),
    /** The jobs that have a result. */
    done: at("done"),
    /** The token of the worker that has each job. */
    claims: at("claims"),
    /** How often each job was claimed since its last checkpoint. */
    tries: at("tries"),
    /** Where each job stands. */
    progress: at("progress"),
    /** A stream: everything that happened to jobs. */
    history: at("history"),
    /** The files of a trial: its last checkpoint, what belongs to it, and its metrics. */
    files: (trial: string) => at(`files:${trial}`),
  };
}

/** Where the bytes of a text are. */
export function textKey(sha256: string): string {
  return `${prefix}:text:${sha256}`;
}

/** How long the server keeps what nobody asks for: two weeks. */
export const keptSeconds = 14 * 24 * 3600;
