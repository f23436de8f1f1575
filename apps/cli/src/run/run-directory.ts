import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { treeToTensors } from "@tenetjs/checkpoints";
import { ensureWritable, writeAtomically, writeCheckpoint } from "@tenetjs/checkpoints/node";
import { problem, TenetError } from "@tenetjs/core";
import { trainingCurves } from "@tenetjs/figures/node";
import { appendEvent, curvePoints, forgetAfter, readEvents } from "./metrics-file.ts";
import type { Run } from "./run.ts";
import type { Observer } from "./run-event.ts";
import { runFiles } from "./run-files.ts";
import { type RunState, storeRunState } from "./run-state.ts";
import type { Trainable } from "./trainable.ts";

/** Where a run is kept: see {@link runFiles}. */
export type RunDirectory = {
  readonly path: string;
  /** Appends each event to the metrics. */
  readonly observer: Observer;
  /** Writes the checkpoint, and gives its path. */
  save(state: RunState): Promise<string>;
  /** Writes the weights that did best so far, and gives their path. */
  saveBest(state: RunState): Promise<string>;
  /** Writes the weights and the figure. */
  finish(state: RunState, trainable: Trainable): Promise<void>;
};

/**
 * The directory at `path` for a new run, made and tried before training starts.
 *
 * @throws {TenetError} `OUTPUT_UNWRITABLE` when nothing can be written there, `RUN_EXISTS` when there is a run in it.
 */
export async function newRunDirectory(path: string, run: Run): Promise<RunDirectory> {
  if (existsSync(join(path, runFiles.checkpoint))) {
    const next = `Go on with it by "tenet resume ${path} --steps N", or choose another directory.`;
    throw new TenetError("RUN_EXISTS", problem("--out", "a directory without a run in it", path, next));
  }
  await ensureWritable(path);
  await writeAtomically(join(path, runFiles.run), `${JSON.stringify(run, null, 2)}\n`);
  writeFileSync(join(path, runFiles.metrics), "");
  return runDirectory(path, run);
}

/**
 * The directory at `path` of a run that goes on after step `step`: what it recorded of later steps, which are done again, is
 * forgotten.
 *
 * @throws {TenetError} `OUTPUT_UNWRITABLE` when nothing can be written there.
 */
export async function existingRunDirectory(path: string, run: Run, step: number): Promise<RunDirectory> {
  await ensureWritable(path);
  removeLeftOvers(path);
  forgetAfter(join(path, runFiles.metrics), step);
  return runDirectory(path, run);
}

/** Removes the temporary files of writes that a kill cut short. */
function removeLeftOvers(path: string): void {
  for (const name of readdirSync(path)) if (leftOver.test(name)) rmSync(join(path, name), { force: true });
}

/** What `writeAtomically` calls a file of a run before it is whole. */
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
