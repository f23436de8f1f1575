import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option } from "../options/option.ts";
import { path } from "../options/value-types.ts";
import { weightsOption } from "../options/weights-option.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet export`. */
export const exportOptions = {
  weights: weightsOption,
  out: option({
    flag: "--out <directory>",
    type: path,
    default: "model",
    help: "directory for weights.safetensors and model.json",
  }),
  json: jsonOption("one JSON object"),
};

/** `tenet export`: weights and their description, for other programs. */
export function exportCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(exportOptions, settings(), { name: "export" });
  command
    .argument("<run>", "directory of the run (--out of its training), or a safetensors file in it")
    .addHelpText("after", help);
  addOptions(command, options).action(async (run: string) => {
    const { weights, out, json } = readOptions(command, options).values;
    const [{ exportModel }, { openWeights }] = await Promise.all([
      import("../export/export-model.ts"),
      import("../tasks/open-run.ts"),
    ]);
    const written = await exportModel((await openWeights(run, weights)).stored, out);
    if (json) terminal.out(JSON.stringify(written));
    else for (const file of Object.values(written)) terminal.out(file);
  });
}

const help = `
weights.safetensors has the parameters only. model.json says how to read them: options, vocabulary, the equations of the cell, the order of its gates.
Names and paths of the training texts are left out, but a vocabulary of words and the weights may repeat what the network read.

Examples:
  tenet export runs/alice --out alice-model
  tenet export runs/alice --out alice-model --weights last`;
