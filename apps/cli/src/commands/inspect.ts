import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { rawOption } from "../options/raw-option.ts";
import { weightsOption } from "../options/weights-option.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet inspect`. */
export const inspectOptions = {
  weights: weightsOption,
  raw: rawOption,
  json: jsonOption("one JSON object"),
};

/** `tenet inspect`: shows the contents of a run, or of any safetensors file. */
export function inspectCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(inspectOptions, settings(), { name: "inspect" });
  command.argument("<path>", "directory of a run, or a safetensors file").addHelpText("after", help);
  addOptions(command, options).action(async (path: string) => {
    const { weights, raw, json } = readOptions(command, options).values;
    const { inspectFile } = await import("../inspect/inspect-file.ts");
    for (const line of await inspectFile(path, { weights, json }))
      (raw ? terminal.raw() : terminal).out(line);
  });
}

const help = `
Examples:
  tenet inspect runs/alice
  tenet inspect runs/alice --weights last
  tenet inspect model.safetensors --json`;
