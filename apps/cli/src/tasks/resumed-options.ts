import { type Command, Option as CommanderOption, InvalidArgumentError } from "commander";
import { newRunOptions } from "../options/new-run-options.ts";
import { flagOf, type Option, type OptionTable, type ResumeRule } from "../options/option.ts";
import type { GivenOption } from "../run/refuse-options.ts";
import type { Run } from "../run/run.ts";
import { optionsOfTasks } from "./options-of-tasks.ts";
import type { Task } from "./task.ts";

/** The options of `tasks` that a resume may change, without those whose names are in `known`. */
export function freeOptions(tasks: readonly Task[], known: readonly string[]): OptionTable {
  return optionsOfTasks(tasks, (task) => {
    const free = optionsBy(task, "may change").filter(([name]) => !known.includes(name));
    return Object.fromEntries(free);
  });
}

/**
 * `command` with the options of `tasks` that a resume may not change. They are hidden from the help, and exist so that an error
 * can name them. Their values are parsed once the task is known.
 */
export function addKeptOptions(command: Command, tasks: readonly Task[]): Command {
  const kept = tasks.flatMap((task) => optionsBy(task, "must stay").map(([, option]) => option));
  for (const { flag } of [...kept, ...Object.values(newRunOptions)]) {
    const hidden = new CommanderOption(flag).hideHelp();
    if (!command.options.some(({ long }) => long === hidden.long)) command.addOption(hidden);
  }
  return command;
}

/** The options given to `command` that a resume of `task` may not change, each with its value in `run`. */
export function changedOptions(command: Command, task: Task, run: Run): GivenOption[] {
  const known = Object.entries(task.options);
  return command.options.flatMap((given): GivenOption[] => {
    const key = given.attributeName();
    if (command.getOptionValueSource(key) !== "cli") return [];
    const flag = given.long ?? given.flags;
    const written: unknown = command.getOptionValue(key);
    const [name, option] = known.find(([, option]) => flagOf(option) === flag) ?? [];
    if (name === undefined || option === undefined) return [{ flag, kept: undefined, given: written }];
    if (option.resume !== "must stay") return [];
    const kept = (run.options as Readonly<Record<string, unknown>>)[name];
    return [{ flag, kept, given: parsed(command, option, written) }];
  });
}

function optionsBy({ options }: Task, rule: ResumeRule): [string, OptionTable[string]][] {
  return Object.entries(options).filter(([, { resume }]) => resume === rule);
}

/** The value of an option that was `written` as text. The value of a switch is not text. */
function parsed(command: Command, { flag, type }: Option, written: unknown): unknown {
  if (typeof written !== "string") return written;
  try {
    return type.parse(written);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    return command.error(`error: option '${flag}' argument '${written}' is invalid. ${error.message}`);
  }
}
