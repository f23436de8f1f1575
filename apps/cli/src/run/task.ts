import type { TensorTree } from "@tenetjs/core/tensors";
import type { Objective, Optimizer, TrainingBatch } from "@tenetjs/training";

/** What a run trains on: everything that depends on the kind of data, and nothing that depends on how training is shown or kept. */
export type Task = {
  /** What is learned, in a few words: "palindromes of 10 digits". */
  readonly title: string;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  /** Fresh parameters, from the run's seed. */
  initialParams(): TensorTree;
  /** The training batches from step `from` on. */
  batches(from: number): Iterable<TrainingBatch>;
  /** The held-out set. */
  heldOut(): Iterable<TrainingBatch>;
};
