import { seed as seeded, TenetError } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import { disposeTrainingState, train } from "@tenetjs/training";
import { defaultsOf } from "../../options/option.ts";
import {
  firstStage,
  isAbove,
  isLastStage,
  lengthAt,
  type Stages,
  stageAfter,
  stagedBatches,
  stagesUpTo,
} from "../../run/curriculum.ts";
import { measuresOf } from "../../run/measures-of.ts";
import { measures } from "../../run/progress-observer.ts";
import { lastMeasures, meanMeasures, rememberedSteps } from "../../run/recent-measures.ts";
import type { Measures } from "../../run/run-event.ts";
import { newRunState } from "../../run/run-state.ts";
import type { Trainable } from "../../run/trainable.ts";
import { taskOf } from "../../tasks/all-tasks.ts";
import type { JobContext } from "../experiment.ts";
import { firstOf } from "./first-of.ts";
import type { Trained } from "./trained.ts";
import type { TrainingSpec } from "./training-spec.ts";

/** Trains a network as `spec` says, and evaluates it. A training that diverges is a result too. */
export async function trainNetwork(
  spec: TrainingSpec,
  { progress }: Pick<JobContext, "progress">,
): Promise<Trained> {
  const trainable = await trainableOf(spec);
  const { training } = newRunState(trainable);
  const reportEvery = reportEveryOf(spec);
  const stages = stagesOf(spec, trainable);
  let stage = firstStage;
  const length = () => (stages === undefined ? null : lengthAt(stages, stage));
  const points: Trained["points"][number][] = [];
  const remembered = Math.max(rememberedSteps, spec.until?.over ?? 0, spec.curriculum?.threshold.over ?? 0);
  let recent: readonly Measures[] = [];
  let seconds = 0;
  let isWhole = true;
  try {
    for await (const event of train({
      state: training,
      objective: trainable.objective,
      batches: firstOf(
        stages === undefined ? trainable.batches(0) : stagedBatches(stages, 0, () => stage),
        spec.steps,
      ),
      optimizer: trainable.optimizer,
      rng: seeded(spec.seed),
      reportEvery,
    })) {
      seconds = event.seconds;
      recent = lastMeasures(recent, event.each.map(measuresOf), remembered);
      const point = meanMeasures(event.each.map(measuresOf));
      points.push({ step: event.step, ...point });
      progress(
        event.step / spec.steps,
        `step ${event.step} of ${spec.steps}  ${measures(point)}${stages === undefined ? "" : `  length ${length()}`}`,
      );
      const isLast = stages === undefined || isLastStage(stages, stage);
      if (spec.until !== undefined && isLast && isAbove(spec.until, recent)) break;
      if (stages !== undefined) stage = stageAfter(stages, stage, recent, event.step);
    }
  } catch (error) {
    if (!(error instanceof TenetError && error.code === "DIVERGED")) throw error;
    isWhole = false;
  }
  try {
    return {
      points,
      heldOut: isWhole ? await heldOut(trainable, training.params) : null,
      also: isWhole ? await evaluations(spec, training.params) : (spec.also ?? []).map(() => null),
      final: recent.length === 0 ? Number.NaN : meanMeasures(lastMeasures(recent, [])).accuracy,
      best: points.reduce((highest, { accuracy }) => Math.max(highest, accuracy), 0),
      chance: trainable.chance as Measures,
      steps: training.step,
      seconds,
      reached: length(),
    };
  } finally {
    disposeTrainingState(training);
  }
}

/** The trainable of the task, with the options of `spec` and others in place of some. */
async function trainableOf(
  { task: name, options, seed }: TrainingSpec,
  others: Readonly<Record<string, unknown>> = {},
): Promise<Trainable> {
  const task = await taskOf({ task: name });
  const values = { ...defaultsOf(task.options), ...options, ...others, seed };
  const given = new Set(Object.keys({ ...options, ...others }));
  const terminal = undefined as never;
  const request = { values, given, configured: new Set<string>(), names: [], terminal };
  return (await (await task.load()).begin(request)).trainable;
}

async function heldOut(trainable: Trainable, params: TensorTree): Promise<Measures> {
  return (await trainable.heldOut(params, "all")).measures;
}

async function evaluations(spec: TrainingSpec, params: TensorTree): Promise<Measures[]> {
  const found: Measures[] = [];
  for (const others of spec.also ?? []) found.push(await heldOut(await trainableOf(spec, others), params));
  return found;
}

/** The lengths of the curriculum of `spec`; undefined without one. */
function stagesOf({ curriculum, task }: TrainingSpec, { lengths }: Trainable): Stages | undefined {
  if (curriculum === undefined) return undefined;
  if (lengths === undefined) throw new TypeError(`${task} has no length that could grow`);
  return stagesUpTo(lengths.own, curriculum, lengths.at);
}

/** Often enough for the thresholds, and for a figure of some hundred points. */
function reportEveryOf({ steps, until, curriculum }: TrainingSpec): number {
  const over = [until?.over, curriculum?.threshold.over].filter((value) => value !== undefined);
  const forFigure = 10 * Math.ceil(steps / 2000);
  return Math.min(...over, forFigure);
}
