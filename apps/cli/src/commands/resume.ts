import { join } from "node:path";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { disposeTrainingState } from "@tenetjs/training";
import type { Command } from "commander";
import { startBackend } from "../backend.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import type { OptionTable } from "../options/option.ts";
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
import { configured } from "../settings/configured.ts";
import { allTasks, taskOf } from "../tasks/all-tasks.ts";
import { addKeptOptions, changedOptions, freeOptions } from "../tasks/resumed-options.ts";
import type { Task } from "../tasks/task.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet resume` for a run of any task. */
const commonOptions = {
  ...runOptions,
  steps: { ...runOptions.steps, required: true },
  backend: { ...runOptions.backend, default: null, otherwise: "the one that the run used last" },
};

/** The options of `tenet resume` for runs of `tasks`: those that may change. */
export function resumeOptions(tasks: readonly Task[]): typeof commonOptions & OptionTable {
  return { ...commonOptions, ...freeOptions(tasks, Object.keys(commonOptions)) };
}

/** `tenet resume`: continues a run, bit for bit as if it had never stopped. */
export async function resumeCommand(command: Command, { terminal, settings }: Context): Promise<void> {
  const tasks = await allTasks();
  const allowed = resumeOptions(tasks);
  const section = { name: "resume", allowed };
  command
    .argument("<run>", "directory of the run (--out of its training)")
    .argument("[text...]", "where the texts of the run are now, if they have moved")
    .addHelpText("after", help);
  addKeptOptions(addOptions(command, configured(allowed, settings(), section)), tasks);
  command.action(async (path: string, names: string[]) => {
    const stored = await readRun(join(path, runFiles.checkpoint));
    const { run } = stored;
    const task = await taskOf(run);
    refuseEdits(path, run);
    refuseOptions(changedOptions(command, task, run));
    const { values } = readOptions(command, configured(commonOptions, settings(), section));
    const own = readOptions(command, configured(task.options, settings(), section)).values;
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
The run continues on the backend that it used last. --backend auto measures and chooses again.
Only the options above may change. Another option with a new value, or a text that has changed, is an error.
To train the weights of a run on another text, start a new run: tenet train text FILE --init-from RUN.

Examples:
  tenet resume runs/alice --steps 10000
  tenet resume runs/alice --steps 10000 --backend wasm
  tenet resume runs/chat moved/_chat.txt --steps 10000`;

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
