import { CommanderError } from "commander";
import { exitCodeOf, messageOf } from "./exit.ts";
import { program } from "./program.ts";
import { processTerminal } from "./terminal/terminal.ts";

/** Runs the command line `args` (without the program's own name) and sets the process's exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const terminal = processTerminal();
  try {
    await program(terminal).parseAsync([...args], { from: "user" });
  } catch (error) {
    // Commander has printed its own errors, and its help and version are no errors.
    if (!(error instanceof CommanderError)) terminal.error(`tenet: ${messageOf(error)}`);
    process.exitCode = exitCodeOf(error);
  }
}
