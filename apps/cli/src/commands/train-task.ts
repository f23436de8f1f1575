import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { newRunOptions } from "../options/new-run-options.ts";
import { configured } from "../settings/configured.ts";
import type { Settings } from "../settings/settings.ts";
import { allTasks } from "../tasks/all-tasks.ts";
import { optionsOfTasks } from "../tasks/options-of-tasks.ts";
import type { Task } from "../tasks/task.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet train` for `task`. */
export function trainOptions<Options>({
  options,
}: {
  readonly options: Options;
}): Options & typeof newRunOptions {
  return { ...options, ...newRunOptions };
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
    { name: "train", ...(await ofAllTasks(settings())) },
    { name: `train ${name}` },
  );
  addOptions(command, options);
  if (argument !== undefined) command.argument(argument.name, argument.help);
  if (help !== undefined) command.addHelpText("after", help);
  command.action(async () => {
    const { beginRun } = await import("../run/begin-run.ts");
    const read = readOptions(command, options);
    const to = read.values.raw ? terminal.raw() : terminal;
    await beginRun(task, { ...read, names: command.args, terminal: to });
  });
}

/** What a section for all tasks may set: the options of any task. The other tasks are loaded only if there is such a section. */
async function ofAllTasks({ sections }: Settings) {
  return "train" in sections ? { allowed: optionsOfTasks(await allTasks(), trainOptions) } : {};
}
