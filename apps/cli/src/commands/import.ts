import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { foreignOptions } from "../options/foreign-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option } from "../options/option.ts";
import { path } from "../options/value-types.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet import`. */
export const importOptions = {
  out: option({ flag: "--out <directory>", type: path, default: "imported", help: "directory for the run" }),
  tokens: option({
    flag: "--tokens <file>",
    type: path,
    otherwise: "none: no language model",
    help: "JSON list of the tokens in the order of their ids, which makes the network a language model",
  }),
  ...foreignOptions,
  json: jsonOption("one JSON object"),
};

/** `tenet import`: a run from a network of another program. */
export function importCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(importOptions, settings(), { name: "import" });
  command
    .argument("<file>", "safetensors of PyTorch, .keras or .weights.h5, model.json of tfjs-layers, or .onnx")
    .addHelpText("after", help);
  addOptions(command, options).action(async (file: string) => {
    const { out, tokens, json, ...stated } = readOptions(command, options).values;
    const [{ readNetworkFile }, { importNetwork }] = await Promise.all([
      import("../export/read-network-file.ts"),
      import("../export/import-network.ts"),
    ]);
    const read = await readNetworkFile(file, stated);
    const files = await importNetwork(read, { tokens, directory: out });
    if (json) return terminal.out(JSON.stringify({ format: read.format, notes: read.notes, files }));
    for (const note of read.notes) terminal.error(note);
    for (const written of files) terminal.out(written);
  });
}

const help = `
The format is found from the bytes of the file. What had to be guessed or left out is printed on standard error. loadRun of @tenetjs/checkpoints/runs
loads the run. With --tokens, tenet sample writes with it.

Examples:
  tenet import model.onnx --out runs/imported
  tenet import model.safetensors --readout every --tokens tokens.json --out runs/imported
  tenet sample runs/imported --prompt "Once"`;
