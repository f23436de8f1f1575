import { createHash } from "node:crypto";
import { join } from "node:path";
import { keptLines } from "../../kept/kept-lines.ts";
import type { SentJob } from "./run-job.ts";

/** A result in the file, and where and how it was found. */
export type KeptResult = SentJob & {
  readonly key: string;
  readonly result: unknown;
  readonly seconds: number;
  readonly backend: string;
  readonly machine: string;
};

/** The results of earlier processes in a directory. */
export type KeptResults = {
  readonly file: string;
  /** The result of a job; undefined if it has not been run there. */
  find(job: SentJob): KeptResult | undefined;
  /** Adds a result. @throws {TenetError} with the file. */
  add(result: Omit<KeptResult, "key">): void;
};

/** The results in `directory`, each under the checksum of its job. */
export function keptResults(directory: string): KeptResults {
  const { file, find, add } = keptLines<KeptResult>(join(directory, "results.jsonl"), "reproduce");
  return {
    file,
    find: (job) => find(keyOf(job)),
    add: (added) => add({ key: keyOf(added), ...added }),
  };
}

/** The same for every job with the same experiment and specification. */
export function keyOf({ experiment, spec }: SentJob): string {
  return createHash("sha256")
    .update(JSON.stringify([experiment, spec]))
    .digest("hex")
    .slice(0, 16);
}
