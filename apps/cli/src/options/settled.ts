import type { Command } from "commander";

/** `options` with `values` in place of those that were not given on the command line. */
export function settled<Options extends object>(
  command: Command,
  options: Options,
  values: Partial<Options>,
): Options {
  const open = Object.entries(values).filter(([name]) => !isGiven(command, name));
  return { ...options, ...Object.fromEntries(open) };
}

/** Whether the option of this name was given on the command line. */
export function isGiven(command: Command, name: string): boolean {
  return command.getOptionValueSource(name) === "cli";
}
