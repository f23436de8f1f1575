import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { configured } from "../settings/configured.ts";
import { sweepOptions } from "../sweep/sweep-options.ts";
import { addCommands } from "./add-commands.ts";
import type { Context } from "./command-entry.ts";
import { sweepCommands } from "./sweep-commands.ts";

/** `tenet sweep`: trains one task with many options, and compares the results. */
export function sweepCommand(command: Command, context: Context): void {
  const { terminal, settings } = context;
  const options = configured(sweepOptions, settings(), { name: "sweep" });
  // Without this, `sweep` would take the options of `sweep status`.
  addCommands(command.enablePositionalOptions().addHelpText("after", help), sweepCommands, context);
  command.argument("<file>", "sweep file, in YAML or JSON");
  addOptions(command, options).action(async (file: string) => {
    const { values } = readOptions(command, options);
    const { sweep } = await import("../sweep/sweep.ts");
    await sweep(terminal, file, values);
  });
}

const help = `
A sweep file names the task, the options that all trials share, and the axes along which they differ:

  task: palindrome
  options: { length: 10, steps: 600 }
  axes:
    cell: [rnn, lstm, gru]
    learning-rate: { from: 0.0003, to: 0.03, scale: log }
  draws: { count: 5 }
  seeds: 2
  measure: heldOut.accuracy
  halving: { from: 200, factor: 3 }

Each trial is a run in DIRECTORY/trials, which the other commands take. A sweep that is stopped or killed goes on where it was. tenet.config.json does not
apply to trials.

Examples:
  tenet sweep grid.yaml
  tenet sweep grid.yaml --dry-run
  tenet sweep grid.yaml --queue redis://HOST, and on each machine: tenet worker --queue redis://HOST
  tenet sweep status --queue redis://HOST`;
