import { ensureWritable } from "@tenetjs/checkpoints/node";
import { startBackend } from "../backend.ts";
import { deviceLine } from "../device-line.ts";
import { interruptedExitCode } from "../exit.ts";
import type { ValuesOf } from "../options/option.ts";
import { interruption } from "../run/interruption.ts";
import { duration, measures, timeLeft } from "../run/progress-observer.ts";
import { trainingTrial } from "../run/training-trial.ts";
import { palindromeTrainable } from "../tasks/palindrome-trainable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Experiment, Variant } from "./experiment.ts";
import { resultRows, writeExperiment } from "./experiment-report.ts";
import { keptTrials } from "./kept-trials.ts";
import type { Outcome } from "./outcome.ts";
import type { reproduceOptions } from "./reproduce-options.ts";
import { runExperiment } from "./run-experiment.ts";

/** Runs `experiment` with the options of its command, and writes its figures, report and data. */
export async function reproduce(
  terminal: Terminal,
  experiment: Experiment,
  values: ValuesOf<typeof reproduceOptions>,
): Promise<void> {
  const { out, json } = values;
  const steps = values.steps ?? experiment.steps;
  const seeds = values.seeds ?? experiment.seeds;
  await ensureWritable(out);
  const backend = await startBackend(terminal, values, () => {
    const [{ run }] = experiment.variants as [Variant];
    return trainingTrial(palindromeTrainable({ ...run, seed: 0 }));
  });
  const kept = keptTrials(out, experiment, {
    ...{ steps, backend: backend.backend },
    kernels: backend.kernels?.build ?? null,
  });
  if (kept.outcomes.length > 0) terminal.error(`${kept.outcomes.length} trials are already there, in ${out}`);
  const interrupt = interruption(terminal);
  const started = performance.now();
  const spent = () => (performance.now() - started) / 1000;
  let outcomes: Outcome[];
  try {
    outcomes = await runExperiment(experiment, {
      steps,
      seeds,
      signal: interrupt.signal,
      kept,
      progress: (run, runs, { name, group }, point) => {
        const done = run + (point?.step ?? 0) / steps;
        const left = done === 0 ? "" : timeLeft((spent() * (runs - done)) / done);
        const now = point === undefined ? "" : `step ${point.step} of ${steps}  ${measures(point)}`;
        terminal.status(`run ${run + 1} of ${runs}: ${group}, ${name}\n${now}  ${left}`);
      },
    });
  } finally {
    interrupt.end();
    terminal.settle();
  }
  if (interrupt.signal.aborted) {
    process.exitCode = interruptedExitCode;
    terminal.error(`${outcomes.length} trials are kept in ${out}: the same command goes on from there`);
  }
  if (outcomes.length === 0) return;
  const note = `${steps} steps per run on ${deviceLine(backend)}, ${seeds === 1 ? "one seed" : `${seeds} seeds`}. The curves show training batches. A run counts as collapsed when it ends below half of its best accuracy.`;
  const paths = await writeExperiment(out, experiment, outcomes, [note]);
  if (!interrupt.signal.aborted) kept.forget();
  const rows = resultRows(experiment, outcomes);
  if (json) {
    terminal.out(JSON.stringify({ experiment: experiment.name, steps, seconds: spent(), rows, ...paths }));
    return;
  }
  const width = Math.max(...rows.map(({ name }) => name.length));
  const groupWidth = Math.max(...rows.map(({ group }) => group.length));
  terminal.out(`${" ".repeat(groupWidth + width + 4)}held-out accuracy: median (lowest to highest)`);
  for (const { group, name, median, lowest, highest } of rows) {
    const range = `${median.toFixed(3)} (${lowest.toFixed(3)} to ${highest.toFixed(3)})`;
    terminal.out(`${group.padEnd(groupWidth)}  ${name.padEnd(width)}  ${range}`);
  }
  terminal.out(`finished in ${duration(spent())}. Report: ${paths.html}`);
}
