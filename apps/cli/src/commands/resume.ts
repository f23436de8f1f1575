import { join } from "node:path";
import { phrase, problem, TenetError } from "@tenetjs/core";
import { disposeTrainingState } from "@tenetjs/training";
import { Command } from "commander";
import { startBackend } from "../backend.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { runOptions } from "../options/run-options.ts";
import { backendOfRun } from "../run/backend-of-run.ts";
import { execute } from "../run/execute.ts";
import { readRun } from "../run/read-run.ts";
import { refuseEdits, refuseOptions } from "../run/refuse-changes.ts";
import { existingRunDirectory } from "../run/run-directory.ts";
import { runFiles } from "../run/run-files.ts";
import { type RunState, restoreRunState } from "../run/run-state.ts";
import { isExhausted } from "../run/selection.ts";
import type { Trainable } from "../run/trainable.ts";
import { trainingTrial } from "../run/training-trial.ts";
import { taskOf } from "../tasks/all-tasks.ts";
import { addKeptOptions, changedOptions, freeOptions } from "../tasks/resumed-options.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** What `tenet resume` takes for a run of any task. */
const commonOptions = {
  ...runOptions,
  steps: { ...runOptions.steps, required: true },
  backend: { ...runOptions.backend, default: null, otherwise: "where it was computed last" },
};

/** The options of `tenet resume`: those that may change. */
export const resumeOptions = { ...commonOptions, ...freeOptions(Object.keys(commonOptions)) };

/** `tenet resume`: goes on with a run, bit for bit as if it had never stopped. */
export function resumeCommand(terminal: Terminal): Command {
  const command = new Command("resume")
    .description("go on with a run from its checkpoint, exactly as if it had never stopped")
    .argument("<run>", "the directory that the training was given by --out")
    .argument("[text...]", "the run's texts, should they have moved")
    .addHelpText("after", help);
  addKeptOptions(addOptions(command, resumeOptions));
  return command.action(async (path: string, names: string[]) => {
    const stored = await readRun(join(path, runFiles.checkpoint));
    const { run } = stored;
    const task = taskOf(run);
    refuseEdits(path, run);
    refuseOptions(changedOptions(command, task, run));
    const { values } = readOptions(command, commonOptions);
    const own = readOptions(command, task.options).values;
    const trainable = await task.open(run, { values: own, names, terminal });
    const known = values.backend ?? (await backendOfRun(path)) ?? "auto";
    const backend = await startBackend(terminal, { ...values, backend: known }, () =>
      trainingTrial(trainable),
    );
    const state = restoreRunState(trainable, stored);
    try {
      checkSteps(values.steps, state, trainable);
      const directory = await existingRunDirectory(path, run, state.training.step);
      await execute({ ...values, ...{ terminal, run, trainable, state, backend, directory } });
    } finally {
      disposeTrainingState(state.training);
    }
  });
}

const help = `
It goes on where it was computed last; --backend auto chooses anew.
What the run is stays as it is: an option of its training that differs, or a text that changed, is refused.
To train on something else from its weights: tenet train text FILE --init-from RUN.`;

/** @throws when there is nothing left to do. */
function checkSteps(steps: number, { training, selection }: RunState, { patience }: Trainable): void {
  if (isExhausted(selection, patience)) {
    const found = phrase(
      `one that stopped early at step ${training.step}, after ${selection.since} evaluations without a lower held-out loss`,
    );
    const next = "Start another run from its weights by --init-from.";
    throw new TenetError("RESUME_REFUSED", problem("resume", "a run that can go on", found, next));
  }
  if (steps <= training.step) {
    const next = `${training.step} are done; --steps counts all of them.`;
    throw new RangeError(
      problem("--steps", `more than the ${training.step} steps done`, phrase(String(steps)), next),
    );
  }
}
