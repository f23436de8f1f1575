import type { Batches } from "@tenetjs/datasets";
import type { TrainingBatch } from "@tenetjs/training";
import { type InferOutput, number, strictObject } from "valibot";
import { meanMeasures } from "./recent-measures.ts";
import type { Measures } from "./run-event.ts";

/** A mean accuracy in training over some steps. */
export type Threshold = { readonly accuracy: number; readonly over: number };

/** The length grows by `factor`, from `from` on, whenever the last steps are above `threshold`. */
export type Curriculum = {
  readonly from: number;
  readonly factor: number;
  readonly threshold: Threshold;
};

/**
 * The curriculum of a task that can be done without a mistake. It is strict because short sequences are cheap: a network that still makes a mistake in
 * a thousand at length 10 makes it at length 10,000 too, where a step takes a thousand times as long.
 */
export const strictCurriculum: Curriculum = {
  from: 10,
  factor: 4,
  threshold: { accuracy: 0.9999, over: 50 },
};

/** The steps between two looks at the accuracy in `tenet train`. */
export const steadyLook = 10;

/** The lengths to train on, one after the other, and the batches of each. */
export type Stages = {
  /** The last is that of the task. */
  readonly lengths: readonly number[];
  readonly threshold: Threshold;
  /** Endless. */
  batches(length: number): Batches<TrainingBatch>;
};

/** Where a training stands: the index of its length, and the step after which it began with that. A checkpoint stores it. */
export const stageSchema = strictObject({ index: number(), since: number() });

export type Stage = Readonly<InferOutput<typeof stageSchema>>;

export const firstStage: Stage = { index: 0, since: 0 };

/** The stages of `curriculum` up to the length `longest`. */
export function stagesUpTo(
  longest: number,
  { from, factor, threshold }: Curriculum,
  batches: Stages["batches"],
): Stages {
  const lengths: number[] = [];
  for (let length = from; length < longest; length = Math.ceil(length * factor)) lengths.push(length);
  return { lengths: [...lengths, longest], threshold, batches };
}

export function lengthAt({ lengths }: Stages, { index }: Stage): number {
  return lengths[index] as number;
}

export function isLastStage({ lengths }: Stages, { index }: Stage): boolean {
  return index === lengths.length - 1;
}

/** The stage after step `step`, given the measures of the last steps: the next one if enough steps of `stage` were good enough. */
export function stageAfter(stages: Stages, stage: Stage, recent: readonly Measures[], step: number): Stage {
  const { threshold } = stages;
  if (isLastStage(stages, stage) || step - stage.since < threshold.over) return stage;
  return isAbove(threshold, recent) ? { index: stage.index + 1, since: step } : stage;
}

/** Whether the mean accuracy of the last steps is above the threshold. */
export function isAbove({ accuracy, over }: Threshold, recent: readonly Measures[]): boolean {
  return recent.length >= over && meanMeasures(recent.slice(-over)).accuracy > accuracy;
}

/** The batches from step `from` on, each of the length of the stage that `now` returns when the batch is asked for. */
export function* stagedBatches(stages: Stages, from: number, now: () => Stage): Iterable<TrainingBatch> {
  for (let step = from; ; step += 1) yield stages.batches(lengthAt(stages, now())).at(step);
}
