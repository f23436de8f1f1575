import type { Command } from "commander";
import type { CommandEntry, Context } from "./command-entry.ts";

/** `parent` with a subcommand for each of `entries`, which is loaded and defined when the command line names it. */
export function addCommands(parent: Command, entries: readonly CommandEntry[], context: Context): Command {
  for (const { name, description, load } of entries) {
    const command = parent.command(name).description(description);
    definitions.set(command, async (given) => (await load())(command, given));
  }
  return parent.helpCommand(false).hook("preSubcommand", (_, command) => define(command, context));
}

/** Loads `command` if it is from a list, and gives it all that belongs to it. A second call does nothing. */
export async function define(command: Command, context: Context): Promise<void> {
  const definition = definitions.get(command);
  definitions.delete(command);
  await definition?.(context);
}

const definitions = new WeakMap<Command, (context: Context) => Promise<void>>();
