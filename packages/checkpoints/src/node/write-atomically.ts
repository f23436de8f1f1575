import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes `content`, text as UTF-8, to the file at `path` so that at any moment, even if the process is killed or the power
 * fails, the path holds the old content or the new, whole. It goes to a temporary file beside it, are
 * flushed to the disk, and take the place of the old file in one step.
 *
 * Where it fails, the temporary file is removed and the old file stays. A killed process leaves its temporary
 * file, `.NAME.*.tmp`, behind.
 *
 * @throws what the file system says: `ENOENT` when the directory is missing, `ENOSPC` when the disk is full,
 *   ...
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

/** Makes the new name itself durable. Windows cannot open a directory, and needs not. */
async function flushDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
