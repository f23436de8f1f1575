import { cellNames, initialisationNames } from "@tenetjs/models";
import { optimizerNames } from "@tenetjs/training";
import { type Command, Option } from "commander";
import { type BackendOptions, withBackendOptions } from "./backend-options.ts";
import { positiveNumber, wholeNumber } from "./numbers.ts";

/** What every training command takes. */
export type TrainingOptions = {
  readonly cell: (typeof cellNames)[number];
  readonly layers: number;
  readonly hidden: number;
  readonly batch: number;
  readonly optimizer: (typeof optimizerNames)[number];
  readonly learningRate: number;
  readonly clip: number;
  readonly init: (typeof initialisationNames)[number];
  readonly steps: number;
  readonly evaluateEvery: number;
  readonly seed: number;
} & ExecutionOptions;

/** How a run is shown and kept: what may differ when it is resumed. */
export type ExecutionOptions = BackendOptions & {
  readonly reportEvery: number;
  readonly saveEvery: number;
  readonly json?: boolean;
};

/** Their names, as commander has them. */
export const executionOptions: readonly string[] = [
  "backend",
  "threads",
  "revectorize",
  "reportEvery",
  "saveEvery",
  "json",
] satisfies readonly (keyof ExecutionOptions)[];

export type TrainingDefaults = Pick<
  TrainingOptions,
  "cell" | "layers" | "hidden" | "batch" | "optimizer" | "learningRate" | "clip" | "steps"
>;

/** `command` with the options of the network and its training, at these defaults. */
export function withTrainingOptions(command: Command, defaults: TrainingDefaults): Command {
  return command
    .addOption(new Option("--cell <name>", "the recurrent cell").choices(cellNames).default(defaults.cell))
    .option("--layers <n>", "recurrent layers, one on the other", wholeNumber(1), defaults.layers)
    .option("--hidden <n>", "units of each layer", wholeNumber(1), defaults.hidden)
    .option("--batch <n>", "sequences a step", wholeNumber(1), defaults.batch)
    .addOption(
      new Option("--optimizer <name>", "the optimizer").choices(optimizerNames).default(defaults.optimizer),
    )
    .option("--learning-rate <rate>", "its learning rate", positiveNumber, defaults.learningRate)
    .option("--clip <norm>", "largest global norm of the gradient", positiveNumber, defaults.clip)
    .addOption(
      new Option("--init <name>", "how weights start").choices(initialisationNames).default("default"),
    )
    .option("--steps <n>", "training steps in all", wholeNumber(1), defaults.steps)
    .option("--evaluate-every <n>", "steps between looks at the held-out set", wholeNumber(1), 500)
    .option("--seed <n>", "seed of data, weights and dropout", wholeNumber(0), 0);
}

/** `command` with the options of how a run is shown and kept. */
export function withExecutionOptions(command: Command): Command {
  return withBackendOptions(command)
    .option("--report-every <n>", "steps between reports", wholeNumber(1), 10)
    .option("--save-every <n>", "steps between checkpoints, with --out", wholeNumber(1), 500)
    .option("--json", "print JSON Lines on standard output, and nothing else there");
}
