import { disposeTrainingState } from "@tenetjs/training";
import type { Command } from "commander";
import { startBackend } from "../backend.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { outOption } from "../options/out-option.ts";
import { execute } from "../run/execute.ts";
import { newRunDirectory } from "../run/run-directory.ts";
import { newRunState } from "../run/run-state.ts";
import { trainingTrial } from "../run/training-trial.ts";
import { configured } from "../settings/configured.ts";
import { allTasks } from "../tasks/all-tasks.ts";
import { optionsOfTasks } from "../tasks/options-of-tasks.ts";
import type { Task } from "../tasks/task.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet train` for `task`. */
export function trainOptions<Options>({
  options,
}: {
  readonly options: Options;
}): Options & typeof outOption {
  return { ...options, ...outOption };
}

/** `tenet train TASK`: trains a network on `task`. */
export async function trainTaskCommand(
  task: Task,
  command: Command,
  { terminal, settings }: Context,
): Promise<void> {
  const { name, argument, help } = task;
  const options = configured(
    trainOptions(task),
    settings(),
    { name: "train", allowed: optionsOfTasks(await allTasks(), trainOptions) },
    { name: `train ${name}` },
  );
  addOptions(command, options);
  if (argument !== undefined) command.argument(argument.name, argument.help);
  if (help !== undefined) command.addHelpText("after", help);
  command.action(async () => {
    const { values, ...named } = readOptions(command, options);
    const { out } = values;
    const { run, trainable } = await task.begin({ values, ...named, names: command.args, terminal });
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
