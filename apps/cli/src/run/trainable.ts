import type { TensorTree } from "@tenetjs/core/tensors";
import type { Objective, Optimizer, TrainingBatch } from "@tenetjs/training";
import type { HeldOut, Measures } from "./run-event.ts";

/** What a run trains: all that depends on its task, and nothing that depends on how training is shown or kept. */
export type Trainable = {
  /** What is learned, in a few words: "palindromes of 10 digits". */
  readonly title: string;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  /** The parameters before the first step: fresh ones, from the run's seed, or those that it starts from. */
  initialParams(): TensorTree;
  /** The training batches from step `from` on. */
  batches(from: number): Iterable<TrainingBatch>;
  /** How `params` do on held-out data: on all of it, or on a part that is always the same and quick to look at. */
  heldOut(params: TensorTree, part: "all" | "glance"): Promise<HeldOut>;
  /** What a network gets that learned nothing, where that is known. */
  readonly chance?: Measures;
  /** What losses are in. Default: nats. */
  readonly lossUnit?: string;
  /** Evaluations without a lower held-out loss after which training ends; null for never. */
  readonly patience: number | null;
  /** Samples to write as training goes, of a network that writes. */
  readonly samples?: Samples;
};

export type Samples = {
  /** Steps from one sample to the next. */
  readonly every: number;
  /** The text that the network of these parameters writes after step `step`, in pieces as it is made; the first is the prompt. */
  write(params: TensorTree, step: number): AsyncIterable<string>;
};
