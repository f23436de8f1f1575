import { Argument, type Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { allExperiments } from "../reproduce/all-experiments.ts";
import { reproduceOptions } from "../reproduce/reproduce-options.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** `tenet reproduce`: runs the experiments of the course report again, and some beyond it. */
export function reproduceCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(reproduceOptions, settings(), { name: "reproduce" });
  const names = allExperiments.map(({ name }) => name);
  command
    .addArgument(new Argument("[experiment...]", "experiments to run (default: all)").choices(names))
    .addHelpText("after", help);
  addOptions(command, options).action(async (asked: readonly string[]) => {
    const { values } = readOptions(command, options);
    const { reproduce } = await import("../reproduce/reproduce.ts");
    await reproduce(terminal, asked, values);
  });
}

const width = Math.max(...allExperiments.map(({ name }) => name.length));

const help = `
Experiments:
${allExperiments.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`).join("\n")}

Each finished job is kept, so that a run that is stopped or killed goes on where it was. The report is one page with the claim, the verdict,
the figures and the tables of every experiment. The report that is run again is that of a course of the University of Amsterdam in 2018.

Examples:
  tenet reproduce
  tenet reproduce lengths optimizers --full --jobs 4
  tenet reproduce gate --out figures`;
