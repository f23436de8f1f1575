import { targetFormats } from "@tenetjs/checkpoints/names";
import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { foreignOptions } from "../options/foreign-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option } from "../options/option.ts";
import { choice, path } from "../options/value-types.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet convert`. */
export const convertOptions = {
  to: option({
    flag: "--to <format>",
    type: choice(targetFormats),
    default: "onnx",
    help: "format to write",
  }),
  out: option({ flag: "--out <directory>", type: path, default: "model", help: "directory for the files" }),
  ...foreignOptions,
  json: jsonOption("one JSON object"),
};

/** `tenet convert`: a network from the format of one program to that of another. */
export function convertCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(convertOptions, settings(), { name: "convert" });
  command
    .argument(
      "<file>",
      "safetensors of PyTorch or of a run, .keras or .weights.h5, model.json of tfjs-layers, or .onnx",
    )
    .addHelpText("after", help);
  addOptions(command, options).action(async (file: string) => {
    const { to, out, json, ...stated } = readOptions(command, options).values;
    const [{ readNetworkFile }, { writeNetwork }] = await Promise.all([
      import("../export/read-network-file.ts"),
      import("../export/write-network.ts"),
    ]);
    const read = await readNetworkFile(file, stated);
    const files = await writeNetwork(read, to, out);
    if (json) return terminal.out(JSON.stringify({ from: read.format, to, notes: read.notes, files }));
    for (const note of read.notes) terminal.error(note);
    for (const written of files) terminal.out(written);
  });
}

const help = `
Examples:
  tenet convert model.keras --to onnx --out converted
  tenet convert model.safetensors --readout last --to keras`;
