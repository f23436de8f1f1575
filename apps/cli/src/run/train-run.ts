import { setImmediate as turnOfEventLoop } from "node:timers/promises";
import { countValues } from "@tenetjs/core/tensors";
import { type TrainingBatch, type TrainingEvent, train } from "@tenetjs/training";
import type { StartedBackend } from "../backend.ts";
import { checkLevel } from "./check-level.ts";
import { firstStage, lengthAt, stageAfter, stagedBatches, steadyLook } from "./curriculum.ts";
import { measuresOf, measuresOn } from "./measures-of.ts";
import { lastMeasures, meanMeasures } from "./recent-measures.ts";
import { recentRate } from "./recent-rate.ts";
import type { Measures, Observer } from "./run-event.ts";
import type { RunState } from "./run-state.ts";
import { isExhausted, selectBest } from "./selection.ts";
import type { Trainable } from "./trainable.ts";
import { trainingRng } from "./training-rng.ts";
import { withUsedWeights } from "./used-weights.ts";

export type TrainRunOptions = {
  readonly trainable: Trainable;
  /** Changed in place. The caller saves and disposes it. */
  readonly state: RunState;
  readonly backend: StartedBackend;
  /** The total number of steps, including those before a resume. */
  readonly steps: number;
  readonly seed: number;
  /** Steps between `step` events. */
  readonly reportEvery: number;
  /** Steps between evaluations on held-out data. */
  readonly evaluateEvery: number;
  /** Steps between calls of `keep.save`. */
  readonly saveEvery: number;
  /** Saves the state. Both functions return the path of the file. */
  readonly keep?: {
    /** Saves the current state. */
    save(): Promise<string>;
    /** Saves the current weights as the best so far. */
    saveBest(): Promise<string>;
  };
  /** Writes a sample of the network every so many steps. */
  readonly samples?: { readonly every: number; write(step: number): Promise<void> };
  /** Looks at the network at each evaluation, and is given the batch of the step that follows. */
  look?(next: TrainingBatch): Promise<void>;
  /** Shown in the `start` event. */
  readonly options: object;
  readonly observer: Observer;
  /** Ends the run after the current step. */
  readonly signal?: AbortSignal;
};

/**
 * Trains to the last step, or until patience is exhausted, and reports events. Returns whether it got there, rather than
 * being ended by `signal`, and the seconds that it trained.
 *
 * Whether a step is reported, evaluated, sampled or saved depends on its number only, never on where this process began.
 *
 * @throws {DivergenceError} when the loss is not finite, or stays far above that of guessing.
 */
export async function trainRun(
  run: TrainRunOptions,
): Promise<{ readonly ended: boolean; readonly seconds: number }> {
  const { trainable, state, backend, steps, observer, signal, keep, samples } = run;
  const { training } = state;
  const first = training.step;
  const length = () => lengthOf(state, trainable);
  const report = stepReport(first, (event) => observer({ ...event, ...length() }));
  let seconds = 0;
  const isEnough = () => isExhausted(state.selection, trainable.patience);
  observer({
    event: "start",
    task: trainable.title,
    backend: backend.backend,
    device: backend.device,
    threads: backend.threads,
    ...(backend.kernels !== null && { kernels: backend.kernels }),
    ...(backend.measured.length > 0 && { measured: backend.measured }),
    parameters: countValues(training.params),
    step: first,
    steps,
    options: run.options,
  });
  const evaluate = async (step: number) => {
    const found = await withUsedWeights(state, (weights) => trainable.heldOut(weights, "subset", signal));
    state.selection = selectBest(state.selection, step, found.measures.loss);
    const best = state.selection.best?.step === step;
    observer({ event: "evaluation", step, ...measuresOn(found), best });
    if (best) await keep?.saveBest();
  };
  try {
    // The run was stopped before or in the evaluation of its last step.
    if (first > 0 && first % run.evaluateEvery === 0 && state.selection.at < first) await evaluate(first);
    if (isEnough()) return { ended: true, seconds };
    for await (const event of steppedTraining(run)) {
      const { step } = event;
      seconds = event.seconds;
      state.recent = lastMeasures(state.recent, event.each.map(measuresOf));
      report.add(event);
      checkLevel(state.recent, step, trainable);
      if (step % run.reportEvery === 0 || step === steps) report.emit();
      if (step % run.evaluateEvery === 0) await evaluate(step);
      if (samples !== undefined && step % samples.every === 0) await samples.write(step);
      grow(state, trainable);
      if (step % run.evaluateEvery === 0) await lookAhead(run);
      if (isEnough()) break;
      if (keep !== undefined && step % run.saveEvery === 0 && step < steps) {
        observer({ event: "saved", step, path: await keep.save() });
      }
    }
  } catch (error) {
    if (!signal?.aborted || error !== signal.reason) throw error;
    report.emit();
    return { ended: false, seconds };
  }
  report.emit();
  return { ended: training.step >= steps || isEnough(), seconds };
}

/** The training events up to `steps`, with one at every step at which something is due. */
function steppedTraining(run: TrainRunOptions): AsyncIterable<TrainingEvent> {
  const { trainable, steps, signal, reportEvery, evaluateEvery, saveEvery, samples } = run;
  const { training } = run.state;
  return train({
    state: training,
    objective: trainable.objective,
    batches: first(batchesOf(run), steps - training.step),
    optimizer: trainable.optimizer,
    rng: trainingRng(run.seed),
    reportEvery: [
      evaluateEvery,
      saveEvery,
      samples?.every ?? reportEvery,
      trainable.stages === undefined ? reportEvery : steadyLook,
    ].reduce(greatestDivisor, reportEvery),
    ...(signal === undefined ? {} : { signal }),
  });
}

async function lookAhead(run: TrainRunOptions): Promise<void> {
  if (run.look === undefined) return;
  for (const next of batchesOf(run)) return run.look(next);
}

function batchesOf({ trainable, state }: TrainRunOptions): Iterable<TrainingBatch> {
  const { step } = state.training;
  const { stages } = trainable;
  if (stages === undefined) return trainable.batches(step);
  return stagedBatches(stages, step, () => state.stage ?? firstStage);
}

/** Goes on to the next length of a curriculum, if the network has learned this one. */
function grow(state: RunState, { stages }: Trainable): void {
  const { step } = state.training;
  if (stages === undefined || state.stage === null || step % steadyLook !== 0) return;
  state.stage = stageAfter(stages, state.stage, state.recent, step);
}

/** The length that a curriculum has reached, as a field of events. */
export function lengthOf({ stage }: RunState, { stages }: Trainable): { readonly length?: number } {
  return stages === undefined || stage === null ? {} : { length: lengthAt(stages, stage) };
}

/** Combines training events into one `step` event, with the mean over the steps since the last. */
function stepReport(start: number, observer: Observer): { add(event: TrainingEvent): void; emit(): void } {
  const rate = recentRate(start);
  let pending: Measures[] = [];
  let last: TrainingEvent | undefined;
  return {
    add(event) {
      pending.push(...event.each.map(measuresOf));
      last = event;
    },
    emit() {
      if (last === undefined || pending.length === 0) return;
      const { step, seconds, gradientNorm } = last;
      const stepsPerSecond = rate(step, seconds);
      observer({ event: "step", step, ...meanMeasures(pending), gradientNorm, seconds, stepsPerSecond });
      pending = [];
    },
  };
}

/** The first `count` of `items`, each after a turn of the event loop, without which no signal would be handled during training. */
async function* first<T>(items: Iterable<T>, count: number): AsyncIterable<T> {
  let taken = 0;
  if (count <= 0) return;
  for (const item of items) {
    await turnOfEventLoop();
    yield item;
    taken += 1;
    if (taken === count) return;
  }
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
