import type { TensorTree } from "@tenetjs/core/tensors";
import type { Objective, Optimizer, TrainingBatch } from "@tenetjs/training";
import type { HeldOut } from "./run-event.ts";
import type { SampleOptions, Writer } from "./sample-writer.ts";

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
  /** How `params` do on held-out data: on all of it, or on a part that is always the same and quick to look at. */
  heldOut(params: TensorTree, part: "all" | "glance"): Promise<HeldOut>;
  /** Evaluations without a lower held-out loss after which training ends; null for never. */
  readonly patience: number | null;
  /** For a network that can write: what writes samples of it. @throws when the prompt is not one that it can read. */
  writer?(options: SampleOptions): Writer;
};
