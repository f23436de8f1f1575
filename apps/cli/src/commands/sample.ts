import { disposeTree } from "@tenetjs/core/tensors";
import { Command } from "commander";
import { startBackend } from "../backend.ts";
import { interruptedExitCode } from "../exit.ts";
import { backendOptions } from "../options/backend-options.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { option, optionGroup } from "../options/option.ts";
import { checkTogether, samplingOptions } from "../options/sampling-options.ts";
import { toggle } from "../options/value-types.ts";
import { weightsOption } from "../options/weights-option.ts";
import { interruption } from "../run/interruption.ts";
import { weightsLine } from "../run/stored-weights.ts";
import { loadLanguageModel, readLanguageModel } from "../sample/load-language-model.ts";
import { samplingTrial } from "../sample/sampling-trial.ts";
import { writeSamples } from "../sample/write-samples.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The options of `tenet sample`. */
export const sampleOptions = {
  ...optionGroup({ heading: "Network" }, { weights: weightsOption }),
  ...samplingOptions,
  ...optionGroup(
    { heading: "What is told" },
    {
      memorisation: option({
        flag: "--memorisation",
        type: toggle,
        default: false,
        help: "say what of a sample stands in the training text",
      }),
      resemblance: option({
        flag: "--resemblance",
        type: toggle,
        default: false,
        help: "show which of the texts it was trained on each character sounds like",
      }),
      json: option({
        flag: "--json",
        type: toggle,
        default: false,
        help: "print a line of JSON for each sample, and nothing else",
      }),
    },
  ),
  ...backendOptions,
};

/** `tenet sample`: text that a trained network writes. */
export function sampleCommand(terminal: Terminal): Command {
  const command = new Command("sample")
    .description("let a trained network write")
    .argument("<run>", "the directory that the training was given by --out, or a safetensors file in it");
  return addOptions(command, sampleOptions).action(async (path: string) => {
    const { values } = readOptions(command, sampleOptions);
    checkTogether(values);
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
