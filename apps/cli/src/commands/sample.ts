import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { checkCombination } from "../options/sampling-options.ts";
import { sampleOptions } from "../sample/sample-options.ts";
import { configured } from "../settings/configured.ts";
import { checkTextSize } from "../size/check-sampling-size.ts";
import type { Context } from "./command-entry.ts";

/** `tenet sample`: writes text with a trained network. */
export function sampleCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(sampleOptions, settings(), { name: "sample" });
  command
    .argument("<run>", "directory of the run (--out of its training), or a safetensors file in it")
    .addHelpText("after", help);
  addOptions(command, options).action(async (path: string) => {
    const { values } = readOptions(command, options);
    checkCombination(values);
    checkTextSize(values);
    const { sampleRun } = await import("../sample/sample-run.ts");
    await sampleRun(path, values, values.raw ? terminal.raw() : terminal);
  });
}

const help = `
Examples:
  tenet sample runs/alice --prompt "Alice was" --temperature 0.5
  tenet sample runs/alice --count 3 --top-p 0.9 --seed 1
  tenet sample runs/alice --beam 8 --length 80 --stop "."`;
