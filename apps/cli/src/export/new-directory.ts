import { ensureWritable } from "@tenetjs/checkpoints/node";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { runFilesIn } from "../run/run-files.ts";

/** Makes a directory that is writable and has no files of a run. @throws {TenetError} `OUTPUT_UNWRITABLE` or `RUN_EXISTS`. */
export async function newDirectory(path: string): Promise<void> {
  await ensureWritable(path);
  const found = runFilesIn(path);
  if (found.length === 0) return;
  const expected = `no file of a run in ${path}`;
  throw new TenetError(
    "RUN_EXISTS",
    problem("--out", expected, phrase(found.join(", ")), "Choose another directory."),
  );
}
