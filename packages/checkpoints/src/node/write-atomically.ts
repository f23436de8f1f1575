import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes `content`, text as UTF-8, to the file at `path` atomically: at any moment, even if the process is killed or the power
 * fails, the file has either the old content or the new. The content goes to a temporary file in the same directory, is
 * flushed to disk, and then replaces the old file.
 *
 * After a failure the temporary file is removed and the old file is kept. A killed process leaves its temporary
 * file, `.NAME.*.tmp`, behind.
 *
 * @throws the error of the file system: `ENOENT` when the directory is missing, `ENOSPC` when the disk is full, and so on.
 */
export async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  const directory = dirname(path);
  const temporary = join(directory, `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeFlushed(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await flushDirectory(directory);
}

async function writeFlushed(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, "wx");
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
