import { ensureWritable } from "@tenetjs/checkpoints/node";
import { Command } from "commander";
import { startBackend } from "../backend.ts";
import { runDemo, slowestTrainable } from "../demo/demo.ts";
import { interruptedExitCode } from "../exit.ts";
import { backendOptions } from "../options/backend-options.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { option } from "../options/option.ts";
import { integer, path, toggle } from "../options/value-types.ts";
import { interruption } from "../run/interruption.ts";
import { trainingTrial } from "../run/training-trial.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The options of `tenet demo`. */
export const demoOptions = {
  steps: option({
    flag: "--steps <n>",
    type: integer(10),
    default: 1000,
    help: "training steps of each network",
  }),
  seed: option({
    flag: "--seed <n>",
    type: integer(0),
    default: 0,
    help: "seed of the data and the weights",
  }),
  out: option({
    flag: "--out <directory>",
    type: path,
    default: "runs/demo",
    help: "where the figure and the page go",
  }),
  json: option({
    flag: "--json",
    type: toggle,
    default: false,
    help: "print JSON Lines on standard output, and nothing else there",
  }),
  ...backendOptions,
};

/** `tenet demo`: an RNN and an LSTM side by side. */
export function demoCommand(terminal: Terminal): Command {
  const command = new Command("demo").description(
    "watch an RNN and an LSTM learn palindromes of two lengths, and draw the figure",
  );
  return addOptions(command, demoOptions).action(async () => {
    const { values } = readOptions(command, demoOptions);
    await ensureWritable(values.out);
    const backend = await startBackend(terminal, values, () => trainingTrial(slowestTrainable(values.seed)));
    const interrupt = interruption(terminal);
    try {
      await runDemo({ ...values, terminal, backend, signal: interrupt.signal });
      if (interrupt.signal.aborted) process.exitCode = interruptedExitCode;
    } finally {
      interrupt.end();
    }
  });
}
