import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureWritable, weightsFile } from "@tenetjs/checkpoints/node";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { disposeTrainingState } from "@tenetjs/training";
import { startBackend } from "../backend.ts";
import type { BackendChoice } from "../options/backend-options.ts";
import type { CommonOptions } from "../options/common-options.ts";
import type { FreeValues } from "../options/option.ts";
import { checkTrainingSize } from "../size/check-training-size.ts";
import { openRun } from "../tasks/open-run.ts";
import type { Task } from "../tasks/task.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { backendOfRun } from "./backend-of-run.ts";
import { execute } from "./execute.ts";
import { type Interruption, runInterruption } from "./interruption.ts";
import { kernelsOfResume } from "./kernels-of-resume.ts";
import { lastStart } from "./last-start.ts";
import { lockDirectory } from "./lock-directory.ts";
import { readRun } from "./read-run.ts";
import { refuseEdits } from "./refuse-edits.ts";
import type { Run } from "./run.ts";
import { existingRunDirectory, isFinished } from "./run-directory.ts";
import { type RunState, restoreRunState } from "./run-state.ts";
import { isExhausted } from "./selection.ts";
import type { Trainable } from "./trainable.ts";
import { trainingTrial } from "./training-trial.ts";

export type ResumeRequest = {
  /** The values of the options that runs of all tasks have. Null is what the run had last. */
  readonly values: Omit<FreeValues<CommonOptions>, "backend" | "steps"> & {
    readonly backend: BackendChoice | null;
    readonly steps: number | null;
  };
  /** The values of the options that runs of a task have. */
  valuesOf(task: Task): FreeValues<CommonOptions>;
  /** Refuses options of the command line that the run has otherwise. @throws {TenetError} `RESUME_REFUSED` */
  refuse(task: Task, run: Run): void;
  /** The new paths of the texts of the run, if they have moved. */
  readonly names: readonly string[];
  readonly terminal: Terminal;
};

/**
 * Continues the run in the directory `path`, or completes one that has done all its steps but not what comes after them: the evaluation, the
 * weights and the curves.
 */
export async function resumeRun(path: string, request: ResumeRequest): Promise<void> {
  const file = join(path, runFiles.checkpoint);
  if (!existsSync(file)) {
    // The error for a missing run comes from looking for its weights, that for a run without a checkpoint from reading it.
    weightsFile(path, "last");
    await readRun(file);
  }
  const interrupt = runInterruption(request.terminal);
  try {
    await ensureWritable(path);
    // Before the checkpoint is read: another process might replace it.
    const { release } = lockDirectory(path);
    try {
      await resumeLocked(path, { ...request, release, interrupt });
    } finally {
      release();
    }
  } finally {
    interrupt.end();
  }
}

type LockedRequest = ResumeRequest & { readonly release: () => void; readonly interrupt: Interruption };

async function resumeLocked(
  path: string,
  { values, valuesOf, refuse, names, terminal, release, interrupt }: LockedRequest,
): Promise<void> {
  const file = join(path, runFiles.checkpoint);
  const stored = await readRun(file);
  refuseEdits(path, stored.run);
  const { run: opened, task, work } = await openRun(stored.run, { file, tensors: stored.tensors });
  refuse(task, opened);
  const trainable = await work.open(opened, { values: valuesOf(task), names, terminal, path });
  checkTrainingSize(trainable.size, values.backend);
  const started = await lastStart(path);
  const steps = values.steps ?? started?.steps;
  if (steps === undefined) throw noSteps(path);
  const known = values.backend ?? (await backendOfRun(started)) ?? "auto";
  const reproducible = values.reproducible || stored.run.kernels === "strict";
  const backend = await startBackend(terminal, { ...values, backend: known, reproducible }, () =>
    trainingTrial(trainable),
  );
  const run = { ...opened, kernels: kernelsOfResume(opened, { ...values, backend }) };
  checkTrainingSize(trainable.size, backend.backend);
  const state = restoreRunState(trainable, stored);
  try {
    const { step } = state.training;
    if (await isFinished(path, step)) checkSteps(steps, state, trainable);
    if (steps < step) throw tooFewSteps(steps, step);
    const { confidential = false } = task;
    const directory = await existingRunDirectory(path, run, { step, confidential, release });
    await execute({
      ...values,
      steps,
      ...{ terminal, run, trainable, state, backend, directory, names, interrupt },
    });
  } finally {
    disposeTrainingState(state.training);
  }
}

/** @throws when a run that is finished has no steps left to do. */
function checkSteps(steps: number, { training, selection }: RunState, { patience }: Trainable): void {
  if (isExhausted(selection, patience)) {
    const found = phrase(
      `one that stopped early at step ${training.step}, after ${selection.since} evaluations without a lower held-out loss`,
    );
    const next = "Start a new run from its weights with --init-from.";
    throw new TenetError("RESUME_REFUSED", problem("resume", "a run that can continue", found, next));
  }
  if (steps <= training.step) throw tooFewSteps(steps, training.step);
}

function noSteps(path: string): RangeError {
  const next = "Pass --steps, the number of steps in total.";
  return new RangeError(
    problem("resume", `the steps that the run was to have in ${path}/metrics.jsonl`, phrase("none"), next),
  );
}

function tooFewSteps(steps: number, done: number): RangeError {
  const next = "--steps counts all steps of the run: pass a larger number to train on.";
  return new RangeError(
    problem("--steps", `more than the ${done} steps already done`, phrase(String(steps)), next),
  );
}
