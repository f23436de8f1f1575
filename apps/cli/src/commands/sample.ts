import { disposeTree } from "@tenetjs/core/tensors";
import type { Command } from "commander";
import { startBackend } from "../backend.ts";
import { interruptedExitCode } from "../exit.ts";
import { backendOptions } from "../options/backend-options.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option, optionGroup } from "../options/option.ts";
import { checkCombination, samplingOptions } from "../options/sampling-options.ts";
import { toggle } from "../options/value-types.ts";
import { weightsOption } from "../options/weights-option.ts";
import { interruption } from "../run/interruption.ts";
import { weightsLine } from "../run/stored-weights.ts";
import { loadLanguageModel, readLanguageModel } from "../sample/load-language-model.ts";
import { samplingTrial } from "../sample/sampling-trial.ts";
import { writeSamples } from "../sample/write-samples.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet sample`. */
export const sampleOptions = {
  ...optionGroup({ heading: "Network" }, { weights: weightsOption }),
  ...samplingOptions,
  ...optionGroup(
    { heading: "Output" },
    {
      memorisation: option({
        flag: "--memorisation",
        type: toggle,
        default: false,
        help: "report what a sample copies from the training text",
      }),
      resemblance: option({
        flag: "--resemblance",
        type: toggle,
        default: false,
        help: "show which training text each token resembles, for a run on several texts",
      }),
      json: jsonOption("a line of JSON per sample"),
    },
  ),
  ...backendOptions,
};

/** `tenet sample`: writes text with a trained network. */
export function sampleCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(sampleOptions, settings(), { name: "sample" });
  command
    .argument("<run>", "directory of the run (--out of its training), or a safetensors file in it")
    .addHelpText("after", help);
  addOptions(command, options).action(async (path: string) => {
    const { values } = readOptions(command, options);
    checkCombination(values);
    const stored = await readLanguageModel(path, values.weights);
    await startBackend(terminal, values, () => samplingTrial(stored, values));
    const loaded = loadLanguageModel(stored);
    const interrupt = interruption(terminal, "");
    try {
      if (terminal.live) terminal.error(weightsLine(loaded.weights));
      await writeSamples({ ...values, terminal, loaded, options: values, signal: interrupt.signal });
      if (interrupt.signal.aborted) process.exitCode = interruptedExitCode;
    } finally {
      interrupt.end();
      disposeTree(loaded.params);
    }
  });
}

const help = `
Examples:
  tenet sample runs/alice --prompt "Alice was" --temperature 0.5
  tenet sample runs/alice --count 3 --top-p 0.9 --seed 1
  tenet sample runs/alice --beam 8 --length 80 --stop "."`;
