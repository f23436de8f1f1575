import { ensureWritable } from "@tenetjs/checkpoints/node";
import type { Command } from "commander";
import { startBackend } from "../backend.ts";
import { runDemo, slowestTrainable } from "../demo/demo.ts";
import { interruptedExitCode } from "../exit.ts";
import { backendOptions } from "../options/backend-options.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option } from "../options/option.ts";
import { integer, path } from "../options/value-types.ts";
import { interruption } from "../run/interruption.ts";
import { trainingTrial } from "../run/training-trial.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet demo`. */
export const demoOptions = {
  steps: option({
    flag: "--steps <n>",
    type: integer(10),
    default: 1000,
    help: "training steps per network",
  }),
  seed: option({
    flag: "--seed <n>",
    type: integer(0),
    default: 0,
    help: "random seed of the data and the weights",
  }),
  out: option({
    flag: "--out <directory>",
    type: path,
    default: "runs/demo",
    help: "directory for the figure and the report",
  }),
  json: jsonOption("JSON Lines"),
  ...backendOptions,
};

/** `tenet demo`: trains an RNN and an LSTM side by side. */
export function demoCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(demoOptions, settings(), { name: "demo" });
  addOptions(command.addHelpText("after", help), options).action(async () => {
    const { values } = readOptions(command, options);
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

const help = `
Each network reads palindromes of two lengths and has to remember the first digit to the end.

Examples:
  tenet demo
  tenet demo --steps 3000 --seed 1 --out runs/long-demo`;
