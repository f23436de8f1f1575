import { ensureWritable } from "@tenetjs/checkpoints/node";
import { Argument, Command } from "commander";
import { startBackend } from "../backend.ts";
import { interruptedExitCode } from "../exit.ts";
import { type BackendOptions, withBackendOptions } from "../options/backend-options.ts";
import { wholeNumber } from "../options/numbers.ts";
import type { Experiment, Variant } from "../reproduce/experiment.ts";
import { resultRows, writeExperiment } from "../reproduce/experiment-report.ts";
import { experiments } from "../reproduce/experiments.ts";
import { writeGateFigure } from "../reproduce/gate-figure.ts";
import { type Outcome, runExperiment } from "../reproduce/run-experiment.ts";
import { interruption } from "../run/interruption.ts";
import { palindromeTask } from "../run/palindrome-run.ts";
import { duration, measures, timeLeft } from "../run/progress-observer.ts";
import { trainingTrial } from "../run/training-trial.ts";
import type { Terminal } from "../terminal/terminal.ts";

type Options = BackendOptions & {
  readonly steps?: number;
  readonly seeds?: number;
  readonly out: string;
  readonly json?: boolean;
};

/** `tenet reproduce`: the comparisons of the course report, measured again. */
export function reproduceCommand(terminal: Terminal): Command {
  const names = [...experiments.map(({ name }) => name), "gate"];
  const command = new Command("reproduce")
    .description("measure a comparison of the course report again, and draw its figure")
    .addArgument(new Argument("<figure>", "what to compare; gate only draws").choices(names))
    .option("--steps <n>", "training steps of each run (default: the comparison's own)", wholeNumber(10))
    .option("--seeds <n>", "trainings of each variant (default: the comparison's own)", wholeNumber(1, 20))
    .option("--out <directory>", "where figures, page and data go", "runs/reproduce")
    .option("--json", "print one JSON object on standard output, and nothing else there");
  return withBackendOptions(command).action(async (figure: string, options: Options) => {
    const experiment = experiments.find(({ name }) => name === figure);
    if (experiment === undefined) {
      const path = await writeGateFigure(options.out);
      terminal.out(options.json ? JSON.stringify({ figures: [path] }) : path);
      return;
    }
    await reproduce(terminal, experiment, options);
  });
}

async function reproduce(terminal: Terminal, experiment: Experiment, options: Options): Promise<void> {
  const { steps = experiment.steps, seeds = experiment.seeds, out, json } = options;
  await ensureWritable(out);
  const backend = await startBackend(terminal, options, () => {
    const [{ run }] = experiment.variants as [Variant];
    return trainingTrial(palindromeTask({ ...run, seed: 0 }));
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
  const note = `${steps} steps a run on ${backend.backend} (${backend.device}), ${seeds === 1 ? "one seed" : `${seeds} seeds`}. Curves are training batches. A run counts as collapsed when it ends below half of its best accuracy.`;
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
  terminal.out(`${duration(spent())}. Look at it: ${paths.html}`);
}
