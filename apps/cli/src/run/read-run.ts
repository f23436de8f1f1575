import { existsSync } from "node:fs";
import type { Checkpoint } from "@tenetjs/checkpoints";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { parseRun, type RunDescription } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";

/** A run as one of its files stores it. `restoreParams` of `@tenetjs/checkpoints` reads its parameters, from a checkpoint or from weights. */
export type StoredRun = Checkpoint & { readonly run: RunDescription };

/**
 * The contents of `file`, one of the safetensors files of a run.
 *
 * @throws {TenetError} `NO_RUN` when there is no such file, or another program wrote it; `RUN_VERSION` when another version of this
 *   program wrote it; `BAD_RUN` when its description is damaged; `CHECKPOINT_CORRUPT` with the byte at fault.
 */
export async function readRun(file: string): Promise<StoredRun> {
  if (!existsSync(file))
    throw noRun(`a file of a run at ${file}`, "Pass the directory of a run (--out of its training).");
  const checkpoint = await readCheckpoint(file);
  const { run } = checkpoint.metadata;
  if (run === undefined) {
    const next = "Another program wrote it, without the description of the network that files of tenet have.";
    throw noRun(`the description of a run in ${file}`, next);
  }
  return { ...checkpoint, run: parseRun(run, file) };
}

function noRun(expected: string, next: string): TenetError {
  return new TenetError("NO_RUN", problem("run", expected, phrase("none"), next));
}
