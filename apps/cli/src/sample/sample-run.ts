import { disposeTree } from "@tenetjs/core/tensors";
import { startBackend } from "../backend.ts";
import { interruptedExitCode } from "../exit.ts";
import { int8Backend } from "../options/int8-option.ts";
import type { ValuesOf } from "../options/option.ts";
import { interruption } from "../run/interruption.ts";
import { weightsLine } from "../run/stored-weights.ts";
import { checkStateSize } from "../size/check-sampling-size.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { loadLanguageModel, readLanguageModel } from "./load-language-model.ts";
import type { sampleOptions } from "./sample-options.ts";
import { samplingTrial } from "./sampling-trial.ts";
import { writeSamples } from "./write-samples.ts";

/** Writes text with the network of the run at `path`, by the options of its command. */
export async function sampleRun(
  path: string,
  values: ValuesOf<typeof sampleOptions>,
  terminal: Terminal,
): Promise<void> {
  const stored = await readLanguageModel(path, values.weights);
  const backend = values.int8 ? int8Backend(values.backend) : values.backend;
  checkStateSize(stored.model, values, backend);
  await startBackend(terminal, { ...values, backend }, () => samplingTrial(stored, values));
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
}
