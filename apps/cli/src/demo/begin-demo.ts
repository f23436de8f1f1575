import { ensureWritable } from "@tenetjs/checkpoints/node";
import { startBackend } from "../backend.ts";
import { interruptedExitCode } from "../exit.ts";
import type { ValuesOf } from "../options/option.ts";
import { interruption } from "../run/interruption.ts";
import { trainingTrial } from "../run/training-trial.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { runDemo, slowestTrainable } from "./demo.ts";
import type { demoOptions } from "./demo-options.ts";

/** Runs the demo with the options of its command. */
export async function beginDemo(terminal: Terminal, values: ValuesOf<typeof demoOptions>): Promise<void> {
  await ensureWritable(values.out);
  const backend = await startBackend(terminal, values, () => trainingTrial(slowestTrainable(values.seed)));
  const interrupt = interruption(terminal);
  try {
    await runDemo({ ...values, terminal, backend, signal: interrupt.signal });
    if (interrupt.signal.aborted) process.exitCode = interruptedExitCode;
  } finally {
    interrupt.end();
  }
}
