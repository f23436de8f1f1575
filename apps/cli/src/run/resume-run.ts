import { join } from "node:path";
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
import { readRun } from "./read-run.ts";
import { refuseEdits } from "./refuse-changes.ts";
import type { Run } from "./run.ts";
import { existingRunDirectory } from "./run-directory.ts";
import { runFiles } from "./run-files.ts";
import { type RunState, restoreRunState } from "./run-state.ts";
import { isExhausted } from "./selection.ts";
import type { Trainable } from "./trainable.ts";
import { trainingTrial } from "./training-trial.ts";

export type ResumeRequest = {
  /** The values of the options that runs of all tasks have. A backend of null is the one that the run used last. */
  readonly values: Omit<FreeValues<CommonOptions>, "backend"> & { readonly backend: BackendChoice | null };
  /** The values of the options that runs of a task have. */
  valuesOf(task: Task): FreeValues<CommonOptions>;
  /** Refuses options of the command line that the run has otherwise. @throws {TenetError} `RESUME_REFUSED` */
  refuse(task: Task, run: Run): void;
  /** The new paths of the texts of the run, if they have moved. */
  readonly names: readonly string[];
  readonly terminal: Terminal;
};

/** Continues the run in the directory `path`. */
export async function resumeRun(
  path: string,
  { values, valuesOf, refuse, names, terminal }: ResumeRequest,
): Promise<void> {
  const file = join(path, runFiles.checkpoint);
  const stored = await readRun(file);
  refuseEdits(path, stored.run);
  const { run, task, work } = await openRun(stored.run, { file, tensors: stored.tensors });
  refuse(task, run);
  const trainable = await work.open(run, { values: valuesOf(task), names, terminal });
  checkTrainingSize(trainable.size, values.backend);
  const known = values.backend ?? (await backendOfRun(path)) ?? "auto";
  const backend = await startBackend(terminal, { ...values, backend: known }, () => trainingTrial(trainable));
  const state = restoreRunState(trainable, stored);
  try {
    checkSteps(values.steps, state, trainable);
    const directory = await existingRunDirectory(path, run, state.training.step);
    await execute({ ...values, ...{ terminal, run, trainable, state, backend, directory } });
  } finally {
    disposeTrainingState(state.training);
  }
}

/** @throws when the run has no steps left to do. */
function checkSteps(steps: number, { training, selection }: RunState, { patience }: Trainable): void {
  if (isExhausted(selection, patience)) {
    const found = phrase(
      `one that stopped early at step ${training.step}, after ${selection.since} evaluations without a lower held-out loss`,
    );
    const next = "Start a new run from its weights with --init-from.";
    throw new TenetError("RESUME_REFUSED", problem("resume", "a run that can continue", found, next));
  }
  if (steps <= training.step) {
    const next = "--steps counts all steps of the run.";
    const expected = `more than the ${training.step} steps already done`;
    throw new RangeError(problem("--steps", expected, phrase(String(steps)), next));
  }
}
