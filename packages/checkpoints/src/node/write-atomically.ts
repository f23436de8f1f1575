import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileError } from "./file-error.ts";

export type WriteOptions = {
  /** Who may read the file, as bits of `chmod` such as 0o600. Default: 0o666, without the bits of the process's umask. */
  readonly mode?: number;
};

/**
 * Writes `content`, text as UTF-8, to the file at `path` atomically: at any moment, even if the process is killed or the power
 * fails, the file has either the old content or the new. The content goes to a temporary file in the same directory, is
 * flushed to disk, and then replaces the old file. An iterable is written piece by piece.
 *
 * After a failure the temporary file is removed and the old file is kept. A killed process leaves its temporary
 * file, `.NAME.*.tmp`, behind.
 *
 * @throws {TenetError} with the file, and the code of the error of the file system: `ENOENT` when the directory is missing, `ENOSPC` when
 *   the disk is full, and so on. That error is its `cause`.
 */
export async function writeAtomically(
  path: string,
  content: Uint8Array | string | AsyncIterable<string>,
  { mode = 0o666 }: WriteOptions = {},
): Promise<void> {
  const directory = dirname(path);
  const temporary = join(directory, `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeFlushed(temporary, content, mode);
    await rename(temporary, path);
  } catch (error) {
    // What failed above says more than a failure to tidy up.
    await rm(temporary, { force: true }).catch(() => {});
    throw fileError("writeAtomically", `to write ${path}`, error, "The file is as it was before.");
  }
  await flushDirectory(directory).catch((error: unknown) => {
    const state = "The file is written, but may be lost if the power fails now.";
    throw fileError("writeAtomically", `to write ${path}`, error, state);
  });
}

async function writeFlushed(
  path: string,
  content: Uint8Array | string | AsyncIterable<string>,
  mode: number,
): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Flushes the new name to disk. Windows cannot open a directory, and does not need this. */
async function flushDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
