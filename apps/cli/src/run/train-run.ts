import { setImmediate as turnOfEventLoop } from "node:timers/promises";
import type { Started } from "@tenetjs/backends";
import { type Rng, seed } from "@tenetjs/core";
import { countValues } from "@tenetjs/core/tensors";
import { type TrainingEvent, train } from "@tenetjs/training";
import { measuresOf } from "./measures-of.ts";
import { lastMeasures, meanMeasures } from "./recent-measures.ts";
import { recentRate } from "./recent-rate.ts";
import type { DoneEvent, HeldOut, HeldOutMeasures, Measures, Observer, SourceMeasures } from "./run-event.ts";
import type { RunState } from "./run-state.ts";
import { isExhausted, selectBest } from "./selection.ts";
import type { Trainable } from "./trainable.ts";

export type TrainRunOptions = {
  readonly trainable: Trainable;
  /** Moved forward in place; the caller's to save and to free. */
  readonly state: RunState;
  readonly backend: Started;
  /** Steps in all, those of earlier runs included. */
  readonly steps: number;
  readonly seed: number;
  /** Steps between events. */
  readonly reportEvery: number;
  /** Steps between evaluations on held-out data. */
  readonly evaluateEvery: number;
  /** Steps between calls of `keep.save`. */
  readonly saveEvery: number;
  /** Where the state is kept; each gives the file's path. */
  readonly keep?: {
    /** Keeps the state as it is now. */
    save(): Promise<string>;
    /** Keeps the weights as they are now, which did best so far. */
    saveBest(): Promise<string>;
  };
  /** Writes a sample of the network each so many steps. */
  readonly samples?: { readonly every: number; write(step: number): Promise<void> };
  /** Shown in the `start` event. */
  readonly options: object;
  readonly observer: Observer;
  /** Ends the run after the step that is under way. */
  readonly signal?: AbortSignal;
};

/**
 * Trains to the last step, or until its patience is at an end, telling what happens. Gives the `done` event, which is the
 * caller's to tell once all is kept; or undefined when `signal` ended the run before its last step.
 *
 * What is told, evaluated, sampled and saved at a step depends on its number alone, never on where this process began.
 */
export async function trainRun(run: TrainRunOptions): Promise<DoneEvent | undefined> {
  const { trainable, state, backend, steps, observer, signal, keep, samples } = run;
  const { training } = state;
  const parameters = countValues(training.params);
  const first = training.step;
  const report = stepReport(first, observer);
  let [reached, seconds] = [first, 0];
  observer({
    event: "start",
    task: trainable.title,
    backend: backend.backend,
    device: backend.device,
    ...(backend.measured.length > 0 && { measured: backend.measured }),
    parameters,
    step: first,
    steps,
    options: run.options,
  });
  for await (const event of steppedTraining(run)) {
    const { step } = event;
    state.recent = lastMeasures(state.recent, event.each.map(measuresOf));
    report.add(event);
    [reached, seconds] = [step, event.seconds];
    if (step % run.reportEvery === 0 || step === steps) report.tell();
    if (step % run.evaluateEvery === 0) {
      const found = await trainable.heldOut(training.params, "glance");
      state.selection = selectBest(state.selection, step, found.measures.loss);
      const best = state.selection.best?.step === step;
      observer({ event: "evaluation", step, ...told(found), best });
      if (best) await keep?.saveBest();
    }
    if (samples !== undefined && step % samples.every === 0) await samples.write(step);
    if (isExhausted(state.selection, trainable.patience)) break;
    if (keep !== undefined && step % run.saveEvery === 0 && step < steps) {
      observer({ event: "saved", step, path: await keep.save() });
    }
  }
  report.tell();
  if (signal?.aborted && reached < steps && !isExhausted(state.selection, trainable.patience))
    return undefined;
  const heldOut = told(await trainable.heldOut(training.params, "all"));
  return {
    event: "done",
    step: training.step,
    seconds,
    backend: backend.backend,
    parameters,
    train: meanMeasures(state.recent),
    ...heldOut,
    ...(trainable.chance === undefined ? {} : { chance: trainable.chance }),
  };
}

/** The events of training up to `steps`, often enough for all that is to happen at some of them. */
function steppedTraining(run: TrainRunOptions): AsyncIterable<TrainingEvent> {
  const { trainable, steps, signal, reportEvery, evaluateEvery, saveEvery, samples } = run;
  const { training } = run.state;
  return train({
    state: training,
    objective: trainable.objective,
    batches: first(trainable.batches(training.step), steps - training.step),
    optimizer: trainable.optimizer,
    rng: trainingRng(run.seed),
    reportEvery: [evaluateEvery, saveEvery, samples?.every ?? reportEvery].reduce(
      greatestDivisor,
      reportEvery,
    ),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Gathers the training's events to one `step` event, the mean over the steps since the last. */
function stepReport(start: number, observer: Observer): { add(event: TrainingEvent): void; tell(): void } {
  const rate = recentRate(start);
  let untold: Measures[] = [];
  let last: TrainingEvent | undefined;
  return {
    add(event) {
      untold.push(...event.each.map(measuresOf));
      last = event;
    },
    tell() {
      if (last === undefined || untold.length === 0) return;
      const { step, seconds, gradientNorm } = last;
      const stepsPerSecond = rate(step, seconds);
      observer({ event: "step", step, ...meanMeasures(untold), gradientNorm, seconds, stepsPerSecond });
      untold = [];
    },
  };
}

function trainingRng(runSeed: number): Rng {
  return seed(`training ${runSeed}`);
}

/** The first `count` of `items`, each after a turn of the event loop: else no signal would be heard while training computes. */
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

function told({ measures, sources }: HeldOut): {
  heldOut: HeldOutMeasures;
  sources?: readonly SourceMeasures[];
} {
  return { heldOut: measures, ...(sources === undefined ? {} : { sources }) };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
