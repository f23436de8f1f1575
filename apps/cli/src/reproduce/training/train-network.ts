import { seed as seeded, TenetError } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import { disposeTrainingState, type TrainingBatch, train } from "@tenetjs/training";
import { defaultsOf } from "../../options/option.ts";
import { measuresOf } from "../../run/measures-of.ts";
import { measures } from "../../run/progress-observer.ts";
import { lastMeasures, meanMeasures } from "../../run/recent-measures.ts";
import type { Measures } from "../../run/run-event.ts";
import { newRunState } from "../../run/run-state.ts";
import type { Trainable } from "../../run/trainable.ts";
import { taskOf } from "../../tasks/all-tasks.ts";
import type { JobContext } from "../experiment.ts";
import type { Trained } from "./trained.ts";
import type { Threshold, TrainingSpec } from "./training-spec.ts";

/** Trains a network as `spec` says, and evaluates it. A training that diverges is a result too. */
export async function trainNetwork(
  spec: TrainingSpec,
  { progress }: Pick<JobContext, "progress">,
): Promise<Trained> {
  const trainable = await trainableOf(spec);
  const { training } = newRunState(trainable);
  const reportEvery = reportEveryOf(spec);
  const stages = await curriculumStages(spec, trainable);
  const points: Trained["points"][number][] = [];
  let recent: readonly Measures[] = [];
  let seconds = 0;
  let isWhole = true;
  try {
    for await (const event of train({
      state: training,
      objective: trainable.objective,
      batches: first(stages.batches(), spec.steps),
      optimizer: trainable.optimizer,
      rng: seeded(spec.seed),
      reportEvery,
    })) {
      seconds = event.seconds;
      recent = lastMeasures(recent, event.each.map(measuresOf));
      const point = meanMeasures(event.each.map(measuresOf));
      points.push({ step: event.step, ...point });
      progress(
        event.step / spec.steps,
        `step ${event.step} of ${spec.steps}  ${measures(point)}${stages.said()}`,
      );
      if (stages.advance(recent, event.step)) continue;
      if (spec.until !== undefined && stages.isLast() && isAbove(spec.until, recent)) break;
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
      final: recent.length === 0 ? Number.NaN : meanMeasures(recent).accuracy,
      best: points.reduce((highest, { accuracy }) => Math.max(highest, accuracy), 0),
      chance: trainable.chance as Measures,
      steps: training.step,
      seconds,
      reached: spec.curriculum === undefined ? null : stages.length(),
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

/** The batches of each length of the curriculum, or of the one length without one. */
async function curriculumStages(spec: TrainingSpec, whole: Trainable) {
  const { curriculum, options } = spec;
  const lengths = curriculum === undefined ? [] : lengthsUpTo(Number(options.length), curriculum);
  const shorter = await Promise.all(lengths.map((length) => trainableOf(spec, { length })));
  const stages = [...shorter, whole];
  let stage = 0;
  let since = 0;
  const isLast = () => stage === stages.length - 1;
  const length = () => lengths[stage] ?? Number(options.length);
  return {
    isLast,
    length,
    /** Where it stands, for the progress. */
    said: () => (curriculum === undefined ? "" : `  length ${length()}`),
    /** Goes on to the next length once the last steps were good enough. Returns whether it did. */
    advance: (recent: readonly Measures[], step: number): boolean => {
      if (curriculum === undefined || isLast() || step - since < curriculum.threshold.over) return false;
      if (!isAbove(curriculum.threshold, recent)) return false;
      stage += 1;
      since = step;
      return true;
    },
    batches: function* (): Iterable<TrainingBatch> {
      for (let step = 0; ; step += 1) {
        const [batch] = stages[stage]?.batches(step) ?? [];
        if (batch === undefined) return;
        yield batch;
      }
    },
  };
}

/** `from`, and each length `factor` times the one before, up to `longest`, which is left out. */
function lengthsUpTo(longest: number, { from, factor }: NonNullable<TrainingSpec["curriculum"]>): number[] {
  const lengths: number[] = [];
  for (let length = from; length < longest; length = Math.ceil(length * factor)) lengths.push(length);
  return lengths;
}

function isAbove({ accuracy, over }: Threshold, recent: readonly Measures[]): boolean {
  return recent.length >= over && meanMeasures(recent.slice(-over)).accuracy > accuracy;
}

/** Often enough for the thresholds, and for a figure of some hundred points. */
function reportEveryOf({ steps, until, curriculum }: TrainingSpec): number {
  const over = [until?.over, curriculum?.threshold.over].filter((value) => value !== undefined);
  const forFigure = 10 * Math.ceil(steps / 2000);
  return Math.min(...over, forFigure);
}

function* first<T>(items: Iterable<T>, count: number): Iterable<T> {
  let taken = 0;
  for (const item of items) {
    yield item;
    taken += 1;
    if (taken === count) return;
  }
}
