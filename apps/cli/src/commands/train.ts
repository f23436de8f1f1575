import { disposeTrainingState } from "@tenetjs/training";
import { Command } from "commander";
import { startBackend } from "../backend.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { outOption } from "../options/out-option.ts";
import { execute } from "../run/execute.ts";
import { newRunDirectory } from "../run/run-directory.ts";
import { newRunState } from "../run/run-state.ts";
import { trainingTrial } from "../run/training-trial.ts";
import { allTasks } from "../tasks/all-tasks.ts";
import type { Task } from "../tasks/task.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** `tenet train`, with a subcommand for each task. */
export function trainCommand(terminal: Terminal): Command {
  const train = new Command("train").description("train a network on a task").addHelpText("after", help);
  for (const task of allTasks) train.addCommand(trainTaskCommand(task, terminal));
  return train;
}

const help = `
"tenet train TASK --help" shows the options of a task.

Examples:
  tenet train palindrome --cell gru --length 20 --out runs/memory
  tenet train text alice --out runs/alice`;

/** The options of `tenet train` for `task`. */
export function trainOptions<Options>({
  options,
}: {
  readonly options: Options;
}): Options & typeof outOption {
  return { ...options, ...outOption };
}

function trainTaskCommand(task: Task, terminal: Terminal): Command {
  const { name, description, argument, help, options } = task;
  const command = addOptions(new Command(name).description(description), trainOptions(task));
  if (argument !== undefined) command.argument(argument.name, argument.help);
  if (help !== undefined) command.addHelpText("after", help);
  return command.action(async () => {
    const { values, given } = readOptions(command, options);
    const { out } = readOptions(command, outOption).values;
    const { run, trainable } = await task.begin({ values, given, names: command.args, terminal });
    const backend = await startBackend(terminal, values, () => trainingTrial(trainable));
    const directory = out === null ? undefined : await newRunDirectory(out, run);
    const state = newRunState(trainable);
    try {
      await execute({
        ...values,
        ...{ terminal, run, trainable, state, backend },
        ...(directory === undefined ? {} : { directory }),
      });
    } finally {
      disposeTrainingState(state.training);
    }
  });
}
