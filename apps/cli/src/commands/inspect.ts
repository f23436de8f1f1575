import { statSync } from "node:fs";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { Command } from "commander";
import { describeFile } from "../inspect/describe-file.ts";
import { reportLines } from "../inspect/report-lines.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { option } from "../options/option.ts";
import { toggle } from "../options/value-types.ts";
import { weightsOption } from "../options/weights-option.ts";
import { weightsFile } from "../run/weights-file.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The options of `tenet inspect`. */
export const inspectOptions = {
  weights: weightsOption,
  json: option({ flag: "--json", type: toggle, default: false, help: "print one JSON object" }),
};

/** `tenet inspect`: what is in a run, or in any safetensors file. */
export function inspectCommand(terminal: Terminal): Command {
  const command = new Command("inspect")
    .description("show the options, vocabulary and tensors of a run or of any safetensors file")
    .argument("<path>", "a run's directory, or a safetensors file");
  return addOptions(command, inspectOptions).action(async (path: string) => {
    const { weights, json } = readOptions(command, inspectOptions).values;
    const file = weightsFile(path, weights);
    const report = describeFile(file, statSync(file).size, await readCheckpoint(file));
    if (json) terminal.out(JSON.stringify(report));
    else for (const line of reportLines(report)) terminal.out(line);
  });
}
