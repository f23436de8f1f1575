import { disposeTree } from "@tenetjs/core/tensors";
import { Command } from "commander";
import { startBackend } from "../backend.ts";
import { interruptedExitCode } from "../exit.ts";
import { type BackendOptions, withBackendOptions } from "../options/backend-options.ts";
import { checkTogether, type SamplingOptions, withSamplingOptions } from "../options/sampling-options.ts";
import { weightsOption } from "../options/weights-option.ts";
import { interruption } from "../run/interruption.ts";
import { loadLanguageModel, readLanguageModel, weightsLine } from "../run/load-language-model.ts";
import type { WeightsChoice } from "../run/weights-file.ts";
import { samplingTrial } from "../sample/sampling-trial.ts";
import { writeSamples } from "../sample/write-samples.ts";
import type { Terminal } from "../terminal/terminal.ts";

type Options = SamplingOptions &
  BackendOptions & {
    readonly memorisation?: boolean;
    readonly resemblance?: boolean;
    readonly weights?: WeightsChoice;
    readonly json?: boolean;
  };

/** `tenet sample`: text that a trained network writes. */
export function sampleCommand(terminal: Terminal): Command {
  const command = new Command("sample")
    .description("let a trained network write")
    .argument("<run>", "the directory that the training was given by --out, or a safetensors file in it");
  return withBackendOptions(withSamplingOptions(command))
    .option("--memorisation", "say what of a sample stands in the training text")
    .option("--resemblance", "show which of the texts it was trained on each character sounds like")
    .addOption(weightsOption())
    .option("--json", "print a line of JSON for each sample, and nothing else")
    .action(async (path: string, options: Options) => {
      const { memorisation = false, resemblance = false, json = false } = options;
      checkTogether(options);
      const stored = await readLanguageModel(path, options.weights);
      await startBackend(terminal, options, () => samplingTrial(stored, options));
      const loaded = loadLanguageModel(stored);
      const interrupt = interruption(terminal, "");
      try {
        if (terminal.live) terminal.error(weightsLine(loaded.weights));
        const { signal } = interrupt;
        await writeSamples({ terminal, loaded, options, memorisation, resemblance, json, signal });
        if (interrupt.signal.aborted) process.exitCode = interruptedExitCode;
      } finally {
        interrupt.end();
        disposeTree(loaded.params);
      }
    });
}
