import { ensureWritable } from "@tenetjs/checkpoints/node";
import { Command } from "commander";
import { startBackend } from "../backend.ts";
import { runDemo, slowestTask } from "../demo/demo.ts";
import { interruptedExitCode } from "../exit.ts";
import { type BackendOptions, withBackendOptions } from "../options/backend-options.ts";
import { wholeNumber } from "../options/numbers.ts";
import { interruption } from "../run/interruption.ts";
import { trainingTrial } from "../run/training-trial.ts";
import type { Terminal } from "../terminal/terminal.ts";

type Options = BackendOptions & {
  readonly steps: number;
  readonly seed: number;
  readonly out: string;
  readonly json?: boolean;
};

/** `tenet demo`: an RNN and an LSTM side by side. */
export function demoCommand(terminal: Terminal): Command {
  const command = new Command("demo")
    .description("watch an RNN and an LSTM learn palindromes of two lengths, and draw the figure")
    .option("--steps <n>", "training steps of each network", wholeNumber(10), 1000)
    .option("--seed <n>", "seed of data and weights", wholeNumber(0), 0)
    .option("--out <directory>", "where the figure and the page go", "runs/demo")
    .option("--json", "print JSON Lines on standard output, and nothing else there");
  return withBackendOptions(command).action(async ({ json = false, ...options }: Options) => {
    await ensureWritable(options.out);
    const backend = await startBackend(terminal, options, () => trainingTrial(slowestTask(options.seed)));
    const interrupt = interruption(terminal);
    try {
      await runDemo({ ...options, terminal, backend, json, signal: interrupt.signal });
      if (interrupt.signal.aborted) process.exitCode = interruptedExitCode;
    } finally {
      interrupt.end();
    }
  });
}
