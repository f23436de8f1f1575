import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { treeToTensors } from "@tenetjs/checkpoints";
import { ensureWritable, writeAtomically, writeCheckpoint } from "@tenetjs/checkpoints/node";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { shellWord } from "../terminal/shell-word.ts";
import { lockDirectory } from "./lock-directory.ts";
import { appendEvent, curvePoints, forgetAfter, readEvents } from "./metrics-file.ts";
import type { Run } from "./run.ts";
import type { Observer } from "./run-event.ts";
import { isLeftOver, runFilesIn } from "./run-files.ts";
import { type RunState, storeRunState } from "./run-state.ts";
import type { Trainable } from "./trainable.ts";
import { withUsedWeights } from "./used-weights.ts";

/** A directory that a run is saved to, and that no other process trains in. {@link runFiles} names its files. */
export type RunDirectory = {
  readonly path: string;
  /** Who may read its files, as bits of `chmod`. */
  readonly mode: number;
  /** Appends each event to the metrics. */
  readonly observer: Observer;
  /** Writes the checkpoint, and returns its path. */
  save(state: RunState): Promise<string>;
  /** Writes the description of the run, which the checkpoint has too. */
  describe(): Promise<void>;
  /** Writes the current weights as the best so far, and returns their path. */
  saveBest(state: RunState): Promise<string>;
  /** Writes the final weights and the figure, and returns the figure; null for a run without a step. */
  finish(state: RunState, trainable: Trainable): Promise<string | null>;
  /** Lets other processes train there. */
  release(): void;
};

export type RunDirectoryOptions = {
  /** Whether only the owner may read its files. */
  readonly confidential: boolean;
};

/**
 * The directory at `path` for a new run. It is created, locked, and tested to be writable, before training starts. Nothing of the run is
 * written yet.
 *
 * @throws {TenetError} `OUTPUT_UNWRITABLE` when it is not writable; `RUN_LOCKED` when another process trains there; `RUN_EXISTS` when it
 *   has a file of a run.
 */
export async function newRunDirectory(
  path: string,
  run: Run,
  options: RunDirectoryOptions,
): Promise<RunDirectory> {
  await ensureWritable(path, modesOf(options).directory);
  const { release } = lockDirectory(path);
  try {
    removeLeftOvers(path);
    refuseFiles(path);
  } catch (error) {
    release();
    throw error;
  }
  return runDirectory(path, run, { ...options, release });
}

/**
 * The directory at `path`, which is locked, of a run that continues after step `step`. Metrics of later steps are removed, since the run
 * repeats those steps.
 */
export async function existingRunDirectory(
  path: string,
  run: Run,
  {
    step,
    release,
    ...options
  }: RunDirectoryOptions & Pick<RunDirectory, "release"> & { readonly step: number },
): Promise<RunDirectory> {
  removeLeftOvers(path);
  await forgetAfter(join(path, runFiles.metrics), step, modesOf(options).file);
  const directory = runDirectory(path, run, { ...options, release });
  // A run that was killed right after its first checkpoint lacks it, and the resume may take other kernels.
  await directory.describe();
  return directory;
}

/** @throws {TenetError} `RUN_EXISTS`: the files of an old run would be taken for those of the new one. */
function refuseFiles(path: string): void {
  const found = runFilesIn(path);
  if (found.length === 0) return;
  const next = found.includes(runFiles.checkpoint)
    ? `Continue that run with "tenet resume ${shellWord(path)}", or choose another directory.`
    : "Remove what is left of that run, or choose another directory.";
  const expected = `no file of a run in ${path}`;
  throw new TenetError("RUN_EXISTS", problem("--out", expected, phrase(found.join(", ")), next));
}

/** Removes the temporary files of writes that a kill interrupted. */
function removeLeftOvers(path: string): void {
  for (const name of readdirSync(path)) if (isLeftOver(name)) rmSync(join(path, name), { force: true });
}

/** Who may read what is made, as options of the functions that write. */
function modesOf({ confidential }: RunDirectoryOptions) {
  return confidential
    ? { directory: { mode: 0o700 }, file: { mode: 0o600 } }
    : { directory: {}, file: { mode: 0o666 } };
}

function runDirectory(
  path: string,
  run: Run,
  { release, ...options }: RunDirectoryOptions & Pick<RunDirectory, "release">,
): RunDirectory {
  const { file: mode } = modesOf(options);
  const described = { run: JSON.stringify(run) };
  const metrics = join(path, runFiles.metrics);
  const saveWeights = async (name: string, state: RunState): Promise<string> => {
    const file = join(path, name);
    const metadata = { step: String(state.training.step), ...described };
    await writeCheckpoint(file, await withUsedWeights(state, treeToTensors), metadata, mode);
    return file;
  };
  return {
    path,
    mode: mode.mode,
    observer: (event) => appendEvent(metrics, event, mode),
    save: async (state) => {
      const file = join(path, runFiles.checkpoint);
      const { tensors, metadata } = await storeRunState(state);
      await writeCheckpoint(file, tensors, { ...metadata, ...described }, mode);
      return file;
    },
    describe: () => writeAtomically(join(path, runFiles.run), `${JSON.stringify(run, null, 2)}\n`, mode),
    saveBest: (state) => saveWeights(runFiles.best, state),
    finish: async (state, { title, chance, lossUnit }) => {
      await saveWeights(runFiles.weights, state);
      const points = await curvePoints(readEvents(metrics));
      if (points.length === 0) return null;
      // Half of all modules that a run loads draw this figure.
      const { trainingCurves } = await import("@tenetjs/figures/node");
      const curves = trainingCurves({
        title,
        runs: [{ name: run.options.cell, points }],
        ...(chance === undefined ? {} : { chance }),
        ...(lossUnit === undefined ? {} : { lossUnit }),
      });
      await writeAtomically(join(path, runFiles.curves), curves, mode);
      return curves;
    },
    release,
  };
}

/** Whether the run in `directory`, whose checkpoint is of step `step`, has all that its end writes. */
export async function isFinished(directory: string, step: number): Promise<boolean> {
  const { weights, curves, metrics } = runFiles;
  if (![weights, curves].every((name) => existsSync(join(directory, name)))) return false;
  let done = false;
  for await (const event of readEvents(join(directory, metrics)))
    if (event.event === "done" && event.step === step) done = true;
  return done;
}
