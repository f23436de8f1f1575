import { Argument, type Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { experiments } from "../reproduce/experiments.ts";
import { reproduceOptions } from "../reproduce/reproduce-options.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** `tenet reproduce`: runs the comparisons of the course report again. */
export function reproduceCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(reproduceOptions, settings(), { name: "reproduce" });
  const names = [...experiments.map(({ name }) => name), "gate"];
  command
    .addArgument(
      new Argument("<figure>", "comparison to run; gate only draws the temporal gate").choices(names),
    )
    .addHelpText("after", help);
  addOptions(command, options).action(async (figure: string) => {
    const { values } = readOptions(command, options);
    const experiment = experiments.find(({ name }) => name === figure);
    if (experiment === undefined) {
      const { writeGateFigure } = await import("../reproduce/gate-figure.ts");
      const path = await writeGateFigure(values.out);
      terminal.out(values.json ? JSON.stringify({ figures: [path] }) : path);
      return;
    }
    const { reproduce } = await import("../reproduce/reproduce.ts");
    await reproduce(terminal, experiment, values);
  });
}

const help = `
The comparisons are those of a report for a course of the University of Amsterdam in 2018.

Examples:
  tenet reproduce lengths
  tenet reproduce optimizers --steps 500 --seeds 1
  tenet reproduce gate --out figures`;
