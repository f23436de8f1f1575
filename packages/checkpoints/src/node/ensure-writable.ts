import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { phrase, problem, TenetError } from "@tenetjs/core";

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
    await mkdir(directory, { recursive: true });
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
