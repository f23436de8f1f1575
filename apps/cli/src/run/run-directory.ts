import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { treeToTensors } from "@tenetjs/checkpoints";
import { ensureWritable, writeAtomically, writeCheckpoint } from "@tenetjs/checkpoints/node";
import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";
import { appendEvent, curvePoints, forgetAfter, readEvents } from "./metrics-file.ts";
import type { Run } from "./run.ts";
import type { Observer } from "./run-event.ts";
import { runFiles } from "./run-files.ts";
import { type RunState, storeRunState } from "./run-state.ts";
import type { Trainable } from "./trainable.ts";

/** A directory that a run is saved to. {@link runFiles} names its files. */
export type RunDirectory = {
  readonly path: string;
  /** Appends each event to the metrics. */
  readonly observer: Observer;
  /** Writes the checkpoint, and returns its path. */
  save(state: RunState): Promise<string>;
  /** Writes the current weights as the best so far, and returns their path. */
  saveBest(state: RunState): Promise<string>;
  /** Writes the final weights and the figure. */
  finish(state: RunState, trainable: Trainable): Promise<void>;
};

/**
 * The directory at `path` for a new run. It is created, and tested to be writable, before training starts.
 *
 * @throws {TenetError} `OUTPUT_UNWRITABLE` when it is not writable, `RUN_EXISTS` when it already has a run.
 */
export async function newRunDirectory(path: string, run: Run): Promise<RunDirectory> {
  if (existsSync(join(path, runFiles.checkpoint))) {
    const next = `Continue it with "tenet resume ${path} --steps N", or choose another directory.`;
    throw new TenetError("RUN_EXISTS", problem("--out", "a directory without a run", path, next));
  }
  await ensureWritable(path);
  await writeAtomically(join(path, runFiles.run), `${JSON.stringify(run, null, 2)}\n`);
  writeFileSync(join(path, runFiles.metrics), "");
  return runDirectory(path, run);
}

/**
 * The directory at `path` of a run that continues after step `step`. Metrics of later steps are removed, since the run repeats
 * those steps.
 *
 * @throws {TenetError} `OUTPUT_UNWRITABLE` when it is not writable.
 */
export async function existingRunDirectory(path: string, run: Run, step: number): Promise<RunDirectory> {
  await ensureWritable(path);
  removeLeftOvers(path);
  forgetAfter(join(path, runFiles.metrics), step);
  return runDirectory(path, run);
}

/** Removes the temporary files of writes that a kill interrupted. */
function removeLeftOvers(path: string): void {
  for (const name of readdirSync(path)) if (leftOver.test(name)) rmSync(join(path, name), { force: true });
}

/** The names that `writeAtomically` gives to incomplete files of a run. */
const leftOver = /^\.(run|checkpoint|weights|best|curves)\.[a-z]+\.[-0-9a-f]+\.tmp$/;

function runDirectory(path: string, run: Run): RunDirectory {
  const described = { run: JSON.stringify(run) };
  const metrics = join(path, runFiles.metrics);
  const saveWeights = async (name: string, { training: { step, params } }: RunState): Promise<string> => {
    const file = join(path, name);
    await writeCheckpoint(file, await treeToTensors(params), { step: String(step), ...described });
    return file;
  };
  return {
    path,
    observer: (event) => appendEvent(metrics, event),
    save: async (state) => {
      const file = join(path, runFiles.checkpoint);
      const { tensors, metadata } = await storeRunState(state);
      await writeCheckpoint(file, tensors, { ...metadata, ...described });
      return file;
    },
    saveBest: (state) => saveWeights(runFiles.best, state),
    finish: async (state, { title, chance, lossUnit }) => {
      await saveWeights(runFiles.weights, state);
      const points = curvePoints(readEvents(metrics));
      if (points.length === 0) return;
      // Half of all modules that a run loads draw this figure.
      const { trainingCurves } = await import("@tenetjs/figures/node");
      const curves = trainingCurves({
        title,
        runs: [{ name: run.options.cell, points }],
        ...(chance === undefined ? {} : { chance }),
        ...(lossUnit === undefined ? {} : { lossUnit }),
      });
      await writeAtomically(join(path, runFiles.curves), curves);
    },
  };
}
