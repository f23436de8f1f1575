import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { restoreState, storeState, treeToTensors } from "@tenetjs/checkpoints";
import { ensureWritable, readCheckpoint, writeAtomically, writeCheckpoint } from "@tenetjs/checkpoints/node";
import { phrase, problem, TenetError } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { trainingCurves } from "@tenetjs/figures/node";
import { disposeTrainingState, type TrainingState, trainingState } from "@tenetjs/training";
import { appendEvent, curvePoints, forgetAfter, readEvents } from "./metrics-file.ts";
import { type RunDescription, taskOf } from "./run-description.ts";
import type { Observer } from "./run-event.ts";
import type { Task } from "./task.ts";

/**
 * A run's files: `run.json` (what was asked for), `metrics.jsonl` (what happened), `checkpoint.safetensors` (all that training
 * changes), `weights.safetensors` (the parameters alone) and `curves.svg`.
 */
export type RunDirectory = {
  readonly path: string;
  /** Appends each event to the metrics. */
  readonly observer: Observer;
  /** Writes the checkpoint, and gives its path. */
  save(state: TrainingState): Promise<string>;
  /** Writes the weights and the figure. */
  finish(state: TrainingState, title: string): Promise<void>;
};

const names = {
  run: "run.json",
  metrics: "metrics.jsonl",
  checkpoint: "checkpoint.safetensors",
  weights: "weights.safetensors",
  curves: "curves.svg",
} as const;

/**
 * The directory at `path` for a new run, made and tried before training starts.
 *
 * @throws {TenetError} `OUTPUT_UNWRITABLE` when nothing can be written there, `RUN_EXISTS` when there is a run in it.
 */
export async function newRunDirectory(path: string, run: RunDescription): Promise<RunDirectory> {
  if (existsSync(join(path, names.checkpoint))) {
    const next = `Go on with it by "tenet resume ${path} --steps N", or choose another directory.`;
    throw new TenetError("RUN_EXISTS", problem("--out", "a directory without a run in it", path, next));
  }
  await ensureWritable(path);
  await writeText(join(path, names.run), `${JSON.stringify(run, null, 2)}\n`);
  writeFileSync(join(path, names.metrics), "");
  return runDirectory(path, run);
}

/** A run as its checkpoint has it, ready to go on. The caller owns `state`. */
export type LoadedRun = {
  readonly directory: RunDirectory;
  readonly run: RunDescription;
  readonly task: Task;
  readonly state: TrainingState;
};

/**
 * The run in the directory at `path`. A backend must have been started.
 *
 * @throws {TenetError} `NO_RUN` when there is none, `CHECKPOINT_CORRUPT` naming the byte at fault.
 */
export async function loadRun(path: string): Promise<LoadedRun> {
  const file = join(path, names.checkpoint);
  if (!existsSync(file)) {
    const next = "Pass the directory that a training was given by --out.";
    throw new TenetError("NO_RUN", problem("resume", `a run with its ${names.checkpoint}`, path, next));
  }
  const checkpoint = await readCheckpoint(file);
  const run = descriptionIn(checkpoint.metadata, file);
  const task = taskOf(run);
  const params = task.initialParams();
  const like = trainingState({ params, optimizer: task.optimizer });
  const state = restoreState(like, checkpoint);
  disposeTree(params);
  disposeTrainingState(like);
  await ensureWritable(path);
  forgetAfter(join(path, names.metrics), state.step);
  return { directory: runDirectory(path, run), run, task, state };
}

function runDirectory(path: string, run: RunDescription): RunDirectory {
  const described = { run: JSON.stringify(run) };
  const metrics = join(path, names.metrics);
  return {
    path,
    observer: (event) => appendEvent(metrics, event),
    save: async (state) => {
      const file = join(path, names.checkpoint);
      const { tensors, metadata } = await storeState(state);
      await writeCheckpoint(file, tensors, { ...metadata, ...described });
      return file;
    },
    finish: async (state, title) => {
      await writeCheckpoint(join(path, names.weights), await treeToTensors(state.params), described);
      const points = curvePoints(readEvents(metrics));
      if (points.length === 0) return;
      await writeText(
        join(path, names.curves),
        trainingCurves({ title, runs: [{ name: run.cell, points }] }),
      );
    },
  };
}

function descriptionIn(metadata: Readonly<Record<string, string>>, file: string): RunDescription {
  if (metadata.run !== undefined) return JSON.parse(metadata.run) as RunDescription;
  const next = "It was written by another program: a run can be resumed only from tenet's own.";
  throw new TenetError("NO_RUN", problem("resume", `a run's description in ${file}`, phrase("none"), next));
}

function writeText(path: string, text: string): Promise<void> {
  return writeAtomically(path, new TextEncoder().encode(text));
}
