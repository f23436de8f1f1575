import { ensureWritable } from "@tenetjs/checkpoints/node";
import { Argument, type Command } from "commander";
import { startBackend } from "../backend.ts";
import { interruptedExitCode } from "../exit.ts";
import { backendOptions } from "../options/backend-options.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option, type ValuesOf } from "../options/option.ts";
import { integer, path } from "../options/value-types.ts";
import type { Experiment, Variant } from "../reproduce/experiment.ts";
import { resultRows, writeExperiment } from "../reproduce/experiment-report.ts";
import { experiments } from "../reproduce/experiments.ts";
import { writeGateFigure } from "../reproduce/gate-figure.ts";
import { type Outcome, runExperiment } from "../reproduce/run-experiment.ts";
import { interruption } from "../run/interruption.ts";
import { duration, measures, timeLeft } from "../run/progress-observer.ts";
import { trainingTrial } from "../run/training-trial.ts";
import { configured } from "../settings/configured.ts";
import { palindromeTrainable } from "../tasks/palindrome.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet reproduce`. */
export const reproduceOptions = {
  steps: option({
    flag: "--steps <n>",
    type: integer(10),
    otherwise: "set by the comparison",
    help: "training steps per run",
  }),
  seeds: option({
    flag: "--seeds <n>",
    type: integer(1, 20),
    otherwise: "set by the comparison",
    help: "runs per variant, each with another seed",
  }),
  out: option({
    flag: "--out <directory>",
    type: path,
    default: "runs/reproduce",
    help: "directory for figures, report and data",
  }),
  json: jsonOption("one JSON object"),
  ...backendOptions,
};

type Values = ValuesOf<typeof reproduceOptions>;

/** `tenet reproduce`: runs the comparisons of the course report again. */
export function reproduceCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(reproduceOptions, settings(), { name: "reproduce" });
  const names = [...experiments.map(({ name }) => name), "gate"];
  command
    .addArgument(
      new Argument("<figure>", "comparison to run; gate only draws the temporal gate").choices(names),
    )
    .addHelpText("after", help);
  addOptions(command, options).action(async (figure: string) => {
    const { values } = readOptions(command, options);
    const experiment = experiments.find(({ name }) => name === figure);
    if (experiment === undefined) {
      const path = await writeGateFigure(values.out);
      terminal.out(values.json ? JSON.stringify({ figures: [path] }) : path);
      return;
    }
    await reproduce(terminal, experiment, values);
  });
}

const help = `
The comparisons are those of a report for a course of the University of Amsterdam in 2018.

Examples:
  tenet reproduce lengths
  tenet reproduce optimizers --steps 500 --seeds 1
  tenet reproduce gate --out figures`;

async function reproduce(
  terminal: Context["terminal"],
  experiment: Experiment,
  values: Values,
): Promise<void> {
  const { out, json } = values;
  const steps = values.steps ?? experiment.steps;
  const seeds = values.seeds ?? experiment.seeds;
  await ensureWritable(out);
  const backend = await startBackend(terminal, values, () => {
    const [{ run }] = experiment.variants as [Variant];
    return trainingTrial(palindromeTrainable({ ...run, seed: 0 }));
  });
  const interrupt = interruption(terminal);
  const started = performance.now();
  const spent = () => (performance.now() - started) / 1000;
  let outcomes: Outcome[];
  try {
    outcomes = await runExperiment(experiment, {
      steps,
      seeds,
      signal: interrupt.signal,
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
  if (interrupt.signal.aborted) process.exitCode = interruptedExitCode;
  if (outcomes.length === 0) return;
  const note = `${steps} steps per run on ${backend.backend} (${backend.device}), ${seeds === 1 ? "one seed" : `${seeds} seeds`}. The curves show training batches. A run counts as collapsed when it ends below half of its best accuracy.`;
  const paths = await writeExperiment(out, experiment, outcomes, [note]);
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
