import { statSync } from "node:fs";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { Command } from "commander";
import { describeFile } from "../inspect/describe-file.ts";
import { reportLines } from "../inspect/report-lines.ts";
import { weightsOption } from "../options/weights-option.ts";
import { type WeightsChoice, weightsFile } from "../run/weights-file.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** `tenet inspect`: what is in a run, or in any safetensors file. */
export function inspectCommand(terminal: Terminal): Command {
  return new Command("inspect")
    .description("show the options, vocabulary and tensors of a run or of any safetensors file")
    .argument("<path>", "a run's directory, or a safetensors file")
    .addOption(weightsOption())
    .option("--json", "print one JSON object")
    .action(async (path: string, { weights, json }: { weights?: WeightsChoice; json?: boolean }) => {
      const file = weightsFile(path, weights);
      const report = describeFile(file, statSync(file).size, await readCheckpoint(file));
      if (json) terminal.out(JSON.stringify(report));
      else for (const line of reportLines(report)) terminal.out(line);
    });
}
