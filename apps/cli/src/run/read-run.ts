import { existsSync } from "node:fs";
import type { Checkpoint } from "@tenetjs/checkpoints";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { type Run, runVersion } from "./run.ts";

/** A run as one of its files stores it. `restoreParams` of `@tenetjs/checkpoints` reads its parameters, from a checkpoint or from weights. */
export type StoredRun = Checkpoint & { readonly run: Run };

/**
 * The contents of `file`, one of the safetensors files of a run.
 *
 * @throws {TenetError} `NO_RUN` when there is no such file, or another program wrote it; `RUN_VERSION` when another version of this
 *   program wrote it; `CHECKPOINT_CORRUPT` with the byte at fault.
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
  return { ...checkpoint, run: checkVersion(file, JSON.parse(run)) };
}

function checkVersion(file: string, run: Run): Run {
  const { version } = run as { readonly version?: unknown };
  if (version === runVersion) return run;
  const got = version === undefined ? "one without a version" : `one of version ${version}`;
  const next = "It was written by another version of tenet. Use that version, or train again.";
  throw new TenetError(
    "RUN_VERSION",
    problem("run", `a run of version ${runVersion} in ${file}`, phrase(got), next),
  );
}

function noRun(expected: string, next: string): TenetError {
  return new TenetError("NO_RUN", problem("run", expected, phrase("none"), next));
}
