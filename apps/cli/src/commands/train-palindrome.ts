import { disposeTrainingState } from "@tenetjs/training";
import { Command, Option } from "commander";
import { startBackend } from "../backend.ts";
import { wholeNumber } from "../options/numbers.ts";
import {
  type TrainingOptions,
  withExecutionOptions,
  withTrainingOptions,
} from "../options/training-options.ts";
import { execute } from "../run/execute.ts";
import { type PalindromeRun, palindromeTask } from "../run/palindrome-run.ts";
import { newRunDirectory } from "../run/run-directory.ts";
import { newRunState } from "../run/run-state.ts";
import { trainingTrial } from "../run/training-trial.ts";
import type { Terminal } from "../terminal/terminal.ts";

type Options = TrainingOptions & {
  readonly length: number;
  readonly encoding: PalindromeRun["encoding"];
  readonly out?: string;
};

/** `tenet train palindrome`: the memory test. */
export function trainPalindromeCommand(terminal: Terminal): Command {
  const command = new Command("palindrome")
    .description("train on palindromes: read all digits but the last, name the last, which was the first")
    .option("--length <n>", "digits of a palindrome, the last one included", wholeNumber(2, 10_000), 10)
    .addOption(
      new Option("--encoding <name>", "how the network sees a digit")
        .choices(["scalar", "one-hot", "embedding"])
        .default("scalar"),
    )
    .option("--out <directory>", "keep options, metrics, checkpoints, weights and curves here");
  withTrainingOptions(command, {
    cell: "lstm",
    layers: 1,
    hidden: 128,
    batch: 128,
    optimizer: "rmsprop",
    learningRate: 1e-3,
    clip: 10,
    steps: 10_000,
  });
  return withExecutionOptions(command).action(async (options: Options) => {
    const run = describe(options);
    const task = palindromeTask(run);
    const backend = await startBackend(terminal, options, () => trainingTrial(task));
    const directory = options.out === undefined ? undefined : await newRunDirectory(options.out, run);
    const state = newRunState(task);
    try {
      await execute({
        ...options,
        ...{ terminal, run, task, state, backend, json: options.json === true },
        ...(directory === undefined ? {} : { directory }),
      });
    } finally {
      disposeTrainingState(state.training);
    }
  });
}

function describe(options: Options): PalindromeRun {
  const { cell, length, encoding, hidden, layers, batch, optimizer, learningRate, clip, init, seed } =
    options;
  const { evaluateEvery } = options;
  return {
    task: "palindrome",
    cell,
    length,
    encoding,
    hidden,
    layers,
    batch,
    optimizer,
    learningRate,
    clip,
    initialisation: init,
    evaluateEvery,
    seed,
  };
}
