import { pipe, seed, take } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { palindromes } from "@tenetjs/datasets";
import { sequenceClassifier } from "@tenetjs/models";
import { adam, crossEntropy, disposeTrainingState, evaluate, train, trainingState } from "@tenetjs/training";
import { memory } from "@tensorflow/tfjs-core";
import { type Held, holding } from "./holding.ts";

export type LearnPalindromes = {
  /** The length of the palindromes in digits, including the one to predict. */
  readonly length: number;
  /** A multiple of 10. */
  readonly steps: number;
  readonly batch: number;
  readonly hiddenSize: number;
};

export type Learned = {
  /** The accuracy on held-out palindromes. */
  readonly accuracy: number;
  /** The memory that tfjs held at ten points spread evenly over the run. */
  readonly held: readonly Held[];
  /** The number of tensors that the run leaked. */
  readonly leaked: number;
};

/** The results of training a small LSTM to predict the first digit of a palindrome, on tfjs's current backend. */
export async function learnPalindromes({
  length,
  steps,
  batch,
  hiddenSize,
}: LearnPalindromes): Promise<Learned> {
  const before = memory().numTensors;
  const task = palindromes({ length, batch, heldOut: 100, encoding: "ids" });
  const model = sequenceClassifier({ input: { kind: "one-hot", size: 10 }, classes: 10, hiddenSize });
  const [objective, optimizer] = [crossEntropy(model), adam(0.02)];
  const params = model.init(seed(1));
  const state = trainingState({ params, optimizer });
  disposeTree(params);
  const reportEvery = steps / 10;
  const held: Held[] = [];
  const run = train({
    state,
    objective,
    optimizer,
    batches: pipe(task.training, take(steps)),
    rng: seed(1),
    reportEvery,
  });
  for await (const _ of run) held.push(holding());
  const { metrics } = await evaluate({ objective, params: state.params, batches: task.heldOut });
  disposeTrainingState(state);
  return { accuracy: metrics.accuracy as number, held, leaked: memory().numTensors - before };
}
