import { existsSync } from "node:fs";
import type { Checkpoint } from "@tenetjs/checkpoints";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { phrase, problem, TenetError } from "@tenetjs/core";
import { type Run, runVersion } from "./run.ts";

/** A run as one of its files has it. `restoreParams` of `@tenetjs/checkpoints` reads its parameters, from a checkpoint or from weights. */
export type StoredRun = Checkpoint & { readonly run: Run };

/**
 * What is stored in `file`, one of the safetensors files of a run.
 *
 * @throws {TenetError} `NO_RUN` when there is no such file, or one of another program; `RUN_VERSION` when another version of this
 *   program wrote it; `CHECKPOINT_CORRUPT` naming the byte at fault.
 */
export async function readRun(file: string): Promise<StoredRun> {
  if (!existsSync(file))
    throw noRun(`a run's file at ${file}`, "Pass the directory that a training was given by --out.");
  const checkpoint = await readCheckpoint(file);
  const { run } = checkpoint.metadata;
  if (run === undefined) {
    const next = "It was written by another program, and lacks what tenet's own files say about the network.";
    throw noRun(`a run's description in ${file}`, next);
  }
  return { ...checkpoint, run: checkVersion(file, JSON.parse(run)) };
}

function checkVersion(file: string, run: Run): Run {
  const { version } = run as { readonly version?: unknown };
  if (version === runVersion) return run;
  const got = version === undefined ? "one without a version" : `one of version ${version}`;
  const next = "Another version of tenet wrote it: use that one, or train again.";
  throw new TenetError(
    "RUN_VERSION",
    problem("run", `a run of version ${runVersion} in ${file}`, phrase(got), next),
  );
}

function noRun(expected: string, next: string): TenetError {
  return new TenetError("NO_RUN", problem("run", expected, phrase("none"), next));
}
