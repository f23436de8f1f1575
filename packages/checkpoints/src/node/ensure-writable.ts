import { randomUUID } from "node:crypto";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";

/**
 * Makes sure that files can be written to `directory`, before hours of training go into what could not be
 * saved: creates it where it is missing, writes a small file to it and removes it.
 *
 * @throws {TenetError} "OUTPUT_UNWRITABLE" that says what failed, with the file system's error as its
 *   `cause`.
 */
export async function ensureWritable(directory: string): Promise<void> {
  const probe = join(directory, `.tenet-${randomUUID()}.tmp`);
  try {
    await makeDirectory(resolve(directory));
    await writeFile(probe, "probe", { flag: "wx" });
    await rm(probe);
  } catch (cause) {
    await rm(probe, { force: true }).catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TenetError(
      "OUTPUT_UNWRITABLE",
      problem(
        "ensureWritable",
        `a directory that can be written to at ${JSON.stringify(directory)}`,
        phrase(reason),
        "Choose another directory, or free space or permissions there.",
      ),
      { cause },
    );
  }
}

/**
 * Makes `directory` and those above it that are missing, one at a time: Node's own recursive `mkdir` never returns for a
 * path below Linux's /proc.
 */
async function makeDirectory(directory: string): Promise<void> {
  if (await isDirectory(directory)) return;
  const parent = dirname(directory);
  if (parent !== directory) await makeDirectory(parent);
  try {
    await mkdir(directory);
  } catch (error) {
    // Another process may have made it in between.
    if (!(await isDirectory(directory))) throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
