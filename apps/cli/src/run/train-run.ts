import type { Started } from "@tenetjs/backends";
import { type Rng, seed } from "@tenetjs/core";
import { countValues } from "@tenetjs/core/tensors";
import { evaluate, type TrainingEvent, type TrainingState, train } from "@tenetjs/training";
import { rollingMean } from "./rolling-mean.ts";
import type { DoneEvent, Measures, Observer } from "./run-event.ts";
import type { Task } from "./task.ts";

export type TrainRunOptions = {
  readonly task: Task;
  /** Moved forward in place; the caller's to save and to free. */
  readonly state: TrainingState;
  readonly backend: Started;
  /** Steps in all, those of earlier runs included. */
  readonly steps: number;
  readonly seed: number;
  /** Steps between events. */
  readonly reportEvery: number;
  /** Steps between evaluations on the held-out set. */
  readonly evaluateEvery: number;
  /** Steps between calls of `save`. */
  readonly saveEvery: number;
  /** Keeps the state as it is now, and gives the file's path. */
  readonly save?: () => Promise<string>;
  /** Shown in the `start` event. */
  readonly options: object;
  readonly observer: Observer;
  /** Ends the run after the step that is under way. */
  readonly signal?: AbortSignal;
};

/**
 * Trains to the last step, telling what happens. Gives the `done` event, which is the caller's to tell once all is kept; or
 * undefined when `signal` ended the run before its last step.
 */
export async function trainRun(run: TrainRunOptions): Promise<DoneEvent | undefined> {
  const { task, state, backend, steps, observer, signal, save } = run;
  const parameters = countValues(state.params);
  const first = state.step;
  const recent = rollingMean(50);
  let seconds = 0;
  observer({
    event: "start",
    task: task.title,
    backend: backend.backend,
    device: backend.device,
    parameters,
    step: first,
    steps,
    options: run.options,
  });
  let reported = first;
  for await (const event of steppedTraining(run)) {
    const measures = measuresOf(event);
    recent.add(event.step - reported, measures);
    reported = event.step;
    seconds = event.seconds;
    const stepsPerSecond = (event.step - first) / Math.max(seconds, 1e-9);
    observer({
      event: "step",
      step: event.step,
      ...measures,
      gradientNorm: event.gradientNorm,
      seconds,
      stepsPerSecond,
    });
    if (event.step % run.evaluateEvery === 0 && event.step < steps) {
      observer({ event: "evaluation", step: event.step, heldOut: await heldOut(task, state) });
    }
    if (save !== undefined && event.step % run.saveEvery === 0 && event.step < steps) {
      observer({ event: "saved", step: event.step, path: await save() });
    }
  }
  if (signal?.aborted && state.step < steps) return undefined;
  return {
    event: "done",
    step: state.step,
    seconds,
    backend: backend.backend,
    parameters,
    train: recent.mean(),
    heldOut: await heldOut(task, state),
  };
}

/** The events of training up to `steps`, the last of them for the last step whatever `reportEvery` is. */
function steppedTraining({
  task,
  state,
  steps,
  reportEvery,
  signal,
  seed: runSeed,
}: TrainRunOptions): AsyncIterable<TrainingEvent> {
  return train({
    state,
    objective: task.objective,
    batches: first(task.batches(state.step), steps - state.step),
    optimizer: task.optimizer,
    rng: trainingRng(runSeed),
    reportEvery,
    ...(signal === undefined ? {} : { signal }),
  });
}

function trainingRng(runSeed: number): Rng {
  return seed(`training ${runSeed}`);
}

function* first<T>(items: Iterable<T>, count: number): Iterable<T> {
  let taken = 0;
  if (count <= 0) return;
  for (const item of items) {
    yield item;
    taken += 1;
    if (taken === count) return;
  }
}

async function heldOut(task: Task, state: TrainingState): Promise<Measures> {
  return measuresOf(
    await evaluate({ objective: task.objective, params: state.params, batches: task.heldOut() }),
  );
}

function measuresOf({
  loss,
  metrics,
}: {
  loss: number;
  metrics: Readonly<Record<string, number>>;
}): Measures {
  return { loss, accuracy: metrics.accuracy ?? Number.NaN };
}
