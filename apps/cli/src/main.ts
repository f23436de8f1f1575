import { CommanderError } from "commander";
import { exitCodeOf, messageOf } from "./exit.ts";
import { program } from "./program.ts";
import { processTerminal, type Terminal } from "./terminal/terminal.ts";

/** Runs the command line `args`, without the name of the program, and sets the exit code of the process. */
export async function main(args: readonly string[]): Promise<void> {
  const terminal = processTerminal();
  try {
    await program(terminal).parseAsync([...args], { from: "user" });
  } catch (error) {
    // Commander has already printed its own errors, help and version.
    if (error instanceof CommanderError) await advise(error, args, terminal);
    else terminal.error(`tenet: ${messageOf(error)}`);
    process.exitCode = exitCodeOf(error);
  }
}

/** Adds to what Commander said of a mistake. What that takes is loaded only then. */
async function advise(error: CommanderError, args: readonly string[], terminal: Terminal): Promise<void> {
  if (error.exitCode === 0) return;
  const { usageAdvice } = await import("./usage-advice.ts");
  const advice = await usageAdvice(error, args, terminal);
  if (advice !== undefined) terminal.error(advice);
}
