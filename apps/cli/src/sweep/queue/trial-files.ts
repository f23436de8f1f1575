import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeAtomically } from "@tenetjs/checkpoints/node";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import type { Redis } from "ioredis";
import type { BatchKeys } from "./keys.ts";
import type { NamedBytes } from "./scripts.ts";

/** Beyond this, only the end of the metrics goes through the queue. */
const mostMetrics = 1024 ** 2;

/**
 * The files of the run in `directory` that another machine needs to go on, or that are its results; none where they are larger than `limit` bytes.
 */
export async function filesOf(directory: string, limit: number): Promise<NamedBytes> {
  const files: (readonly [string, Buffer])[] = [];
  for (const name of Object.values(runFiles)) {
    const path = join(directory, name);
    if (!existsSync(path)) continue;
    const bytes = await readFile(path);
    files.push([name, name === runFiles.metrics ? lastLines(bytes) : bytes]);
  }
  const size = files.reduce((sum, [, { length }]) => sum + length, 0);
  return size > limit ? [] : files;
}

/** Writes the files of a trial that the server has to `directory`. Returns whether there are any. */
export async function receiveFiles(
  redis: Redis,
  keys: BatchKeys,
  { trial, directory }: { readonly trial: string; readonly directory: string },
): Promise<boolean> {
  const found = await redis.hgetallBuffer(keys.files(trial));
  // Whatever else there is, these names lead out of no directory.
  const files = Object.values(runFiles).flatMap((name) => {
    const bytes = found[name];
    return bytes === undefined ? [] : [{ name, bytes }];
  });
  if (files.length === 0) return false;
  await mkdir(directory, { recursive: true });
  for (const { name, bytes } of files) await writeAtomically(join(directory, name), bytes);
  return true;
}

function lastLines(bytes: Buffer): Buffer {
  if (bytes.length <= mostMetrics) return bytes;
  const end = bytes.subarray(-mostMetrics);
  return end.subarray(end.indexOf("\n") + 1);
}
