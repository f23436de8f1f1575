import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import type { OptionTable } from "../options/option.ts";
import { runOptions } from "../options/run-options.ts";
import { refuseOptions } from "../run/refuse-options.ts";
import { configured } from "../settings/configured.ts";
import { allTasks } from "../tasks/all-tasks.ts";
import { addKeptOptions, changedOptions, freeOptions } from "../tasks/resumed-options.ts";
import type { Task } from "../tasks/task.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet resume` for a run of any task. */
const commonOptions = {
  ...runOptions,
  steps: { ...runOptions.steps, default: null, otherwise: "those that the run was to have" },
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
    const { resumeRun } = await import("../run/resume-run.ts");
    const { values } = readOptions(command, configured(commonOptions, settings(), section));
    await resumeRun(path, {
      names,
      terminal: values.raw ? terminal.raw() : terminal,
      refuse: (task, run) => refuseOptions(changedOptions(command, task, run)),
      values,
      valuesOf: (task) => readOptions(command, configured(task.options, settings(), section)).values,
    });
  });
}

const help = `
The run continues on the backend that it used last. --backend auto measures and chooses again.
Only the options above may change. Another option with a new value, or a text that has changed, is an error.
To train the weights of a run on another text, start a new run: tenet train text FILE --init-from RUN.

Examples:
  tenet resume runs/alice
  tenet resume runs/alice --steps 10000
  tenet resume runs/alice --steps 10000 --backend wasm
  tenet resume runs/chat moved/_chat.txt --steps 10000`;
