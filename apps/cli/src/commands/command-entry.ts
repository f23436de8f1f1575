import type { Command } from "commander";
import type { Settings } from "../settings/settings.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** A command in a list. Nothing else of it is loaded before it is used, so that `--help` is quick. */
export type CommandEntry = {
  readonly name: string;
  /** One line for the help. */
  readonly description: string;
  /** Loads the rest. */
  load(): Promise<DefineCommand>;
};

/** Gives `command`, which has a name and a description, its arguments, options, action and subcommands. */
export type DefineCommand = (command: Command, context: Context) => void | Promise<void>;

/** What every command is given. */
export type Context = {
  readonly terminal: Terminal;
  /** The settings of the configuration file. @throws {TenetError} `BAD_CONFIG` */
  settings(): Settings;
};
