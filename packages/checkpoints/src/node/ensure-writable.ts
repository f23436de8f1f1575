import { randomUUID } from "node:crypto";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { WriteOptions } from "./write-atomically.ts";

/**
 * Checks that files can be written to `directory`, so that a long training run does not fail when it is saved. Makes the directory if
 * it is missing, writes a small file to it and removes it.
 *
 * @param options.mode who may use the directories that it makes; default: 0o777, without the bits of the process's umask
 * @throws {TenetError} "OUTPUT_UNWRITABLE" with what failed, and the error of the file system as its `cause`.
 */
export async function ensureWritable(directory: string, { mode = 0o777 }: WriteOptions = {}): Promise<void> {
  const probe = join(directory, `.tenet-${randomUUID()}.tmp`);
  try {
    await makeDirectory(resolve(directory), mode);
    await writeFile(probe, "probe", { flag: "wx" });
    await rm(probe);
  } catch (cause) {
    await rm(probe, { force: true }).catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TenetError(
      "OUTPUT_UNWRITABLE",
      problem(
        "ensureWritable",
        `a writable directory at ${JSON.stringify(directory)}`,
        phrase(reason),
        "Choose another directory, free space, or change the permissions.",
      ),
      { cause },
    );
  }
}

/**
 * Makes `directory` and its missing parents, one at a time, with `mode`, because Node's recursive `mkdir` never returns for a
 * path below Linux's /proc.
 */
async function makeDirectory(directory: string, mode: number): Promise<void> {
  if (await isDirectory(directory)) return;
  const parent = dirname(directory);
  if (parent !== directory) await makeDirectory(parent, mode);
  try {
    await mkdir(directory, mode);
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!(await isDirectory(directory))) throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
