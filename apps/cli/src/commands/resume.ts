import { join } from "node:path";
import { phrase, problem, TenetError } from "@tenetjs/core";
import { disposeTrainingState } from "@tenetjs/training";
import { Command } from "commander";
import { startBackend } from "../backend.ts";
import { wholeNumber } from "../options/numbers.ts";
import { refusedOptions, withRefusedOptions } from "../options/refused-options.ts";
import { isGiven } from "../options/settled.ts";
import { type SampleAsYouGoOptions, samplesOf, withSampleOptions } from "../options/text-options.ts";
import { type ExecutionOptions, withExecutionOptions } from "../options/training-options.ts";
import { backendOfRun } from "../run/backend-of-run.ts";
import { execute } from "../run/execute.ts";
import { openTask } from "../run/open-task.ts";
import { readRun } from "../run/read-run.ts";
import { refuseEdits, refuseOptions } from "../run/refuse-changes.ts";
import { existingRunDirectory } from "../run/run-directory.ts";
import { runFiles } from "../run/run-files.ts";
import { type RunState, restoreRunState } from "../run/run-state.ts";
import { isExhausted } from "../run/selection.ts";
import type { Task } from "../run/task.ts";
import { trainingTrial } from "../run/training-trial.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { trainChatCommand } from "./train-chat.ts";
import { trainPalindromeCommand } from "./train-palindrome.ts";
import { trainTextCommand } from "./train-text.ts";

type Options = ExecutionOptions & SampleAsYouGoOptions & { readonly steps: number };

/** `tenet resume`: goes on with a run, bit for bit as if it had never stopped. */
export function resumeCommand(terminal: Terminal): Command {
  const command = new Command("resume")
    .description("go on with a run from its checkpoint, exactly as if it had never stopped")
    .argument("<run>", "the directory that the training was given by --out")
    .argument("[text...]", "the run's texts, should they have moved")
    .requiredOption("--steps <n>", "training steps in all, those already done included", wholeNumber(1))
    .addHelpText("after", help);
  withSampleOptions(withExecutionOptions(command));
  withRefusedOptions(command, [
    trainPalindromeCommand(terminal),
    trainTextCommand(terminal),
    trainChatCommand(terminal),
  ]);
  return command.action(async (path: string, moved: string[], options: Options) => {
    const stored = await readRun(join(path, runFiles.checkpoint));
    const { run } = stored;
    refuseEdits(path, run);
    refuseOptions(refusedOptions(command, run));
    const task = await openTask(run, moved, terminal);
    const known = isGiven(command, "backend") ? undefined : await backendOfRun(path);
    const backend = await startBackend(terminal, { ...options, backend: known ?? options.backend }, () =>
      trainingTrial(task),
    );
    const state = restoreRunState(task, stored);
    try {
      checkSteps(options.steps, state, task);
      const directory = await existingRunDirectory(path, run, state.training.step);
      await execute({
        ...options,
        ...samplesOf(options),
        ...{ terminal, run, task, state, backend, directory, json: options.json === true },
      });
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
function checkSteps(steps: number, { training, selection }: RunState, { patience }: Task): void {
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
