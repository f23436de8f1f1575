import { seed, split } from "@tenetjs/core";
import { palindromes } from "@tenetjs/datasets";
import { type CellName, type InitialisationName, sequenceClassifier } from "@tenetjs/models";
import {
  chain,
  clipByGlobalNorm,
  crossEntropy,
  evaluate,
  type OptimizerOptions,
  optimizerFromOptions,
} from "@tenetjs/training";
import { measuresOf } from "./measures-of.ts";
import type { Task } from "./task.ts";

/** A run on palindromes as plain data: all that is needed to make it again. */
export type PalindromeRun = {
  readonly task: "palindrome";
  readonly cell: CellName;
  /** T, all digits of a palindrome. */
  readonly length: number;
  readonly encoding: "scalar" | "one-hot" | "embedding";
  readonly hidden: number;
  readonly layers: number;
  readonly batch: number;
  readonly optimizer: OptimizerOptions["name"];
  readonly learningRate: number;
  /** Largest global norm of the gradient. */
  readonly clip: number;
  readonly initialisation: InitialisationName;
  /** Steps between evaluations, which choose the best weights. */
  readonly evaluateEvery: number;
  readonly seed: number;
};

/** What a palindrome run trains. @throws {RangeError} when one of its values is out of range. */
export function palindromeTask(run: PalindromeRun): Task {
  const { length, batch, encoding } = run;
  const ids = encoding === "embedding";
  const data = palindromes({ length, batch, seed: run.seed, encoding: ids ? "ids" : encoding });
  const model = sequenceClassifier({
    cell: run.cell,
    hiddenSize: run.hidden,
    layers: run.layers,
    initialisation: run.initialisation,
    classes: data.classes,
    input: ids ? { kind: "embedding", size: data.inputSize } : { kind: "vector", size: data.inputSize },
  });
  const objective = crossEntropy(model);
  return {
    title: `palindromes of ${length} digits, ${encoding}, ${run.cell}`,
    objective,
    optimizer: chain(
      clipByGlobalNorm(run.clip),
      optimizerFromOptions({ name: run.optimizer, learningRate: run.learningRate }),
    ),
    initialParams: () => model.init(split(seed(run.seed), "parameters")),
    batches: (from) => data.training.from(from),
    heldOut: async (params) => ({
      measures: measuresOf(await evaluate({ objective, params, batches: data.heldOut })),
    }),
    patience: null,
  };
}
