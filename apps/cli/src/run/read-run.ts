import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Checkpoint } from "@tenetjs/checkpoints";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { phrase, problem, TenetError } from "@tenetjs/core";
import type { RunDescription } from "./run-description.ts";
import { runFiles } from "./run-files.ts";

/** A run as a file has it. `restoreParams` of `@tenetjs/checkpoints` reads its parameters, from a checkpoint or from weights alone. */
export type StoredRun = Checkpoint & { readonly run: RunDescription; readonly file: string };

/**
 * What is stored at `path`: a run's directory, for its weights after the last step (or, with `best`, those that did best on
 * held-out text), or one of a run's safetensors files.
 *
 * @throws {TenetError} `NO_RUN` when there is none, `CHECKPOINT_CORRUPT` naming the byte at fault.
 */
export async function readRun(path: string, { best = false } = {}): Promise<StoredRun> {
  const file = runFileAt(path, best ? runFiles.best : runFiles.checkpoint);
  const checkpoint = await readCheckpoint(file);
  return { ...checkpoint, file, run: descriptionIn(checkpoint.metadata, file) };
}

function runFileAt(path: string, name: string): string {
  const directory = existsSync(path) && statSync(path).isDirectory();
  const file = directory ? join(path, name) : path;
  if (existsSync(file)) return file;
  const next = "Pass the directory that a training was given by --out, or a safetensors file in it.";
  throw new TenetError("NO_RUN", problem("tenet", "a run", phrase(`nothing at ${file}`), next));
}

/** The run that a file's metadata describe. @throws {TenetError} `NO_RUN` when they describe none. */
function descriptionIn(metadata: Readonly<Record<string, string>>, file: string): RunDescription {
  if (metadata.run !== undefined) return JSON.parse(metadata.run) as RunDescription;
  const next = "It was written by another program, and lacks what tenet's own files say about the network.";
  throw new TenetError("NO_RUN", problem("tenet", `a run's description in ${file}`, phrase("none"), next));
}
