import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileError } from "@tenetjs/checkpoints/node";
import type { SentJob } from "./run-job.ts";

/** A result in the file, and where and how it was found. */
export type KeptResult = SentJob & {
  readonly key: string;
  readonly result: unknown;
  readonly seconds: number;
  readonly backend: string;
  readonly machine: string;
};

/** The results of earlier processes in a directory, so that one that is stopped or killed loses none. */
export type KeptResults = {
  readonly file: string;
  /** The result of a job; undefined if it has not been run there. */
  find(job: SentJob): KeptResult | undefined;
  /** Adds a result. @throws {TenetError} with the file. */
  add(result: Omit<KeptResult, "key">): void;
};

/** The results in `directory`: lines of JSON, each appended when its job has finished. The last of a job counts. */
export function keptResults(directory: string): KeptResults {
  const file = join(directory, "results.jsonl");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const results = new Map(
    text.split("\n").flatMap((line) => {
      const kept = parsed(line);
      return kept === undefined ? [] : [[kept.key, kept] as const];
    }),
  );
  // A kill may have left half a line, which must not spoil the next.
  let start = text === "" || text.endsWith("\n") ? "" : "\n";
  return {
    file,
    find: (job) => results.get(keyOf(job)),
    add: (added) => {
      const kept = { key: keyOf(added), ...added };
      try {
        appendFileSync(file, `${start}${JSON.stringify(kept)}\n`);
      } catch (error) {
        const next = "The results in it are intact, and the next run of the same command takes them.";
        throw fileError("reproduce", `to append to ${file}`, error, next);
      }
      start = "";
      results.set(kept.key, kept);
    },
  };
}

/** The same for every job with the same experiment and specification. */
function keyOf({ experiment, spec }: SentJob): string {
  return createHash("sha256")
    .update(JSON.stringify([experiment, spec]))
    .digest("hex")
    .slice(0, 16);
}

/** The result on a line; undefined for a line that is incomplete, after a kill or on a full disk. */
function parsed(line: string): KeptResult | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
