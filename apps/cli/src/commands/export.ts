import { targetFormats } from "@tenetjs/checkpoints/names";
import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option } from "../options/option.ts";
import { choice, path } from "../options/value-types.ts";
import { weightsOption } from "../options/weights-option.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet export`. */
export const exportOptions = {
  to: option({
    flag: "--to <format>",
    type: choice(["safetensors", ...targetFormats] as const),
    default: "safetensors",
    help: "format to write: weights with a description, or the format of another program",
  }),
  weights: weightsOption,
  out: option({
    flag: "--out <directory>",
    type: path,
    default: "model",
    help: "directory for the files",
  }),
  json: jsonOption("one JSON object"),
};

/** `tenet export`: a run's network, for other programs. */
export function exportCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(exportOptions, settings(), { name: "export" });
  command
    .argument("<run>", "directory of the run (--out of its training), or a safetensors file in it")
    .addHelpText("after", help);
  addOptions(command, options).action(async (run: string) => {
    const { to, weights, out, json } = readOptions(command, options).values;
    const written = await exportTo(to, { run, weights, out });
    if (json) terminal.out(JSON.stringify(written));
    else for (const file of Object.values(written)) terminal.out(file);
  });
}

type Request = {
  readonly run: string;
  readonly weights: "best" | "last" | null;
  readonly out: string;
};

async function exportTo(
  to: "safetensors" | (typeof targetFormats)[number],
  { run, weights, out }: Request,
): Promise<Readonly<Record<string, string>>> {
  if (to === "safetensors") {
    const [{ exportModel }, { openWeights }] = await Promise.all([
      import("../export/export-model.ts"),
      import("../tasks/open-run.ts"),
    ]);
    return exportModel((await openWeights(run, weights)).stored, out);
  }
  const [{ writeNetwork }, { readStoredWeights }, { parametersIn }, { basename }] = await Promise.all([
    import("../export/write-network.ts"),
    import("../run/stored-weights.ts"),
    import("@tenetjs/checkpoints/run-file"),
    import("node:path"),
  ]);
  const stored = await readStoredWeights(run, weights);
  const { network } = stored.run;
  const files = await writeNetwork({ network, tensors: parametersIn(stored.tensors) }, to, out);
  return Object.fromEntries(files.map((file) => [basename(file), file]));
}

const help = `
Of --to safetensors, weights.safetensors has the parameters only, and model.json says how to read them: options, vocabulary, the equations of the cell, the order of its gates.
Names and paths of the training texts are left out, but a vocabulary of words and the weights may repeat what the network read.
onnx, pytorch, keras and tfjs are for the cells rnn, lstm and gru (tfjs: no gru). Ids of a network without an embedding are one-hot vectors in all but onnx.

Examples:
  tenet export runs/alice --out alice-model
  tenet export runs/alice --out alice-model --weights last
  tenet export runs/alice --to onnx`;
