import type { Command } from "commander";
import { taskEntries } from "../tasks/all-tasks.ts";
import { addCommands } from "./add-commands.ts";
import type { CommandEntry, Context } from "./command-entry.ts";

/** `tenet train`, with a subcommand for each task. */
export function trainCommand(command: Command, context: Context): void {
  addCommands(command.addHelpText("after", help), taskEntries.map(taskCommand), context);
}

const help = `
"tenet train TASK --help" shows the options of a task.

Examples:
  tenet train palindrome --cell gru --length 20 --out runs/memory
  tenet train text alice --out runs/alice`;

function taskCommand({ name, description, load }: (typeof taskEntries)[number]): CommandEntry {
  return {
    name,
    description,
    load: async () => {
      const [task, { trainTaskCommand }] = await Promise.all([load(), import("./train-task.ts")]);
      return (command, context) => trainTaskCommand(task, command, context);
    },
  };
}
