import type { TensorTree } from "@tenetjs/core/tensors";
import type { Objective, Optimizer, TrainingBatch } from "@tenetjs/training";
import type { TrainingSize } from "../size/training-size.ts";
import type { Stages } from "./curriculum.ts";
import type { HeldOut, Measures } from "./run-event.ts";

/** What a run trains: everything that depends on the task, and nothing about how training is shown or saved. */
export type Trainable = {
  /** The task in a few words: "palindromes of 10 digits". */
  readonly title: string;
  /** What a step of training needs. */
  readonly size: TrainingSize;
  /** The steps in which training reads its data once; null where data is generated without end. */
  readonly stepsPerEpoch: number | null;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  /** The decay of the average of the weights, which the last part of `optimizer` keeps; without it, there is no average. */
  readonly average?: number;
  /** The parameters before the first step: fresh ones from the seed of the run, or those that the run starts from. */
  initialParams(): TensorTree;
  /** The training batches from step `from` on. */
  batches(from: number): Iterable<TrainingBatch>;
  /** For a task whose sequences have a length: its own, and the training batches of others. */
  readonly lengths?: { readonly own: number; readonly at: Stages["batches"] };
  /** The lengths to train on, if they grow. `batches` are those of the last. */
  readonly stages?: Stages;
  /**
   * The measures of `params` on held-out data: on all of it, or on a fixed subset that is quick to evaluate.
   *
   * @throws the reason of `signal` when it is aborted.
   */
  heldOut(params: TensorTree, part: "all" | "subset", signal?: AbortSignal): Promise<HeldOut>;
  /** The loss of a network that guesses evenly. Training whose loss stays far above it has diverged. */
  readonly guessing: number;
  /** The measures of a network that has learned nothing, if they are known. */
  readonly chance?: Measures;
  /** Whether the run hides where its text is, so that a resume has to be given it. Default: no. */
  readonly isTextHidden?: boolean;
  /** The unit of losses. Default: nats. */
  readonly lossUnit?: string;
  /** The number of evaluations without a lower held-out loss after which training stops; null for never. */
  readonly patience: number | null;
  /** The samples to write during training, for a network that writes text. */
  readonly samples?: Samples;
};

export type Samples = {
  /** Steps between samples. */
  readonly every: number;
  /** The text that a network with `params` writes after step `step`, in pieces as it is made. The first piece is the prompt. */
  write(params: TensorTree, step: number): AsyncIterable<string>;
};
