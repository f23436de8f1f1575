import { CommanderError } from "commander";
import { exitCodeOf, messageOf } from "./exit.ts";
import { program } from "./program.ts";
import { processTerminal } from "./terminal/terminal.ts";

/** Runs the command line `args`, without the name of the program, and sets the exit code of the process. */
export async function main(args: readonly string[]): Promise<void> {
  const terminal = processTerminal();
  try {
    await program(terminal).parseAsync([...args], { from: "user" });
  } catch (error) {
    // Commander has already printed its own errors, help and version.
    if (!(error instanceof CommanderError)) terminal.error(`tenet: ${messageOf(error)}`);
    process.exitCode = exitCodeOf(error);
  }
}
