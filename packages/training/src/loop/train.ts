import { checkInteger, type Rng, type Stream, split } from "@tenetjs/core";
import { disposeTree, type TensorTree, tidied } from "@tenetjs/core/tensors";
import type { Batch } from "@tenetjs/datasets";
import type { Scalar } from "@tensorflow/tfjs-core";
import { globalNorm } from "../optimizers/clip.ts";
import { applyUpdates, type Optimizer } from "../optimizers/optimizer.ts";
import { diverged } from "./divergence.ts";
import type { Objective, ObjectiveResult } from "./objective.ts";
import { toTensors } from "./to-tensors.ts";
import type { TrainingState } from "./training-state.ts";
import { valueAndGradients } from "./value-and-gradients.ts";

export type TrainOptions = {
  /** What is moved forward, in place. The caller's. */
  readonly state: TrainingState;
  readonly objective: Objective;
  /** The batches from `state.step` on; training ends when they do. */
  readonly batches: Stream<TrainingBatch>;
  readonly optimizer: Optimizer;
  /** Where dropout's randomness comes from. Step n draws from `split(rng, n)`, so a resumed run draws what it would have. */
  readonly rng: Rng;
  /**
   * Steps between events. Default 1. Losses are read from the device at each event, all at once: 1 costs nothing on CPU and
   * WASM; on a GPU, which would have to be waited for, take more.
   */
  readonly reportEvery?: number;
  /** Ends training after the step that is under way. */
  readonly signal?: AbortSignal;
};

/** A batch; with `reset`, one of a stream whose batches go on from each other, and whether it starts the stream anew. */
export type TrainingBatch = Batch & { readonly reset?: boolean };

/** What happened since the event before. */
export type TrainingEvent = {
  /** Steps done. */
  readonly step: number;
  /** The mean training loss over the steps since the last event, each before its update. */
  readonly loss: number;
  /** The same means of the objective's metrics. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The global norm of the last step's gradient, before any clipping. */
  readonly gradientNorm: number;
  /** Seconds since training started, without the time that the consumer of the events took. */
  readonly seconds: number;
};

/**
 * Trains `state` on `batches`, and yields what happens. Nothing runs ahead of the consumer; to `break` is to stop after the
 * last step seen.
 *
 * @throws {DivergenceError} when the loss is not finite. With `reportEvery` 1, `state` then still stands before the step that did it.
 */
export async function* train(options: TrainOptions): AsyncGenerator<TrainingEvent, void, undefined> {
  const { state, objective, batches, optimizer, rng, signal } = options;
  const reportEvery = checkInteger("train", "reportEvery", options.reportEvery ?? 1, 1);
  const clock = stopwatch();
  let pending: Readings[] = [];
  let lastFinite: number | undefined;
  const event = async (): Promise<TrainingEvent> => {
    const steps = await Promise.all(pending.map(readNumbers));
    disposeTree(pending.map(({ tensors }) => tensors));
    pending = [];
    for (const { step, loss, gradientNorm } of steps) {
      if (!Number.isFinite(loss)) throw diverged({ step, loss, gradientNorm, lastFinite });
      lastFinite = loss;
    }
    return { ...summary(steps), seconds: clock.seconds() };
  };

  try {
    for await (const batch of batches) {
      if (signal?.aborted) return;
      const { result, gradients } = gradientsOf(batch, state, objective, rng);
      pending.push({
        step: state.step + 1,
        tensors: { loss: result.loss, norm: globalNorm(gradients), metrics: result.metrics },
      });
      const due = (state.step + 1) % reportEvery === 0;
      let report: TrainingEvent | undefined;
      try {
        if (due) report = await event();
        update(state, gradients, optimizer);
        carry(state, batch, result.state);
      } catch (error) {
        disposeTree(result.state);
        throw error;
      } finally {
        disposeTree(gradients);
      }
      if (report === undefined) continue;
      clock.pause();
      yield report;
      clock.resume();
    }
    if (pending.length > 0) yield await event();
  } finally {
    disposeTree(pending.map(({ tensors }) => tensors));
  }
}

type Readings = {
  readonly step: number;
  readonly tensors: {
    readonly loss: Scalar;
    readonly norm: Scalar;
    readonly metrics: ObjectiveResult["metrics"];
  };
};

type Numbers = {
  readonly step: number;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly metrics: Record<string, number>;
};

function gradientsOf(batch: TrainingBatch, state: TrainingState, objective: Objective, rng: Rng) {
  return tidied(() => {
    const tensors = toTensors(batch);
    const carried = batch.reset === false ? state.carried : undefined;
    return valueAndGradients(
      (params) =>
        objective(params, tensors, {
          training: true,
          rng: split(rng, state.step),
          firstStep: carried?.position ?? 0,
          ...(carried === undefined ? {} : { state: carried.state }),
        }),
      state.params,
    );
  });
}

function update(state: TrainingState, gradients: TensorTree, optimizer: Optimizer): void {
  const { params, optimizer: slots, step } = state;
  const next = tidied(() => {
    const { updates, state: nextSlots } = optimizer.update(gradients, slots, { params, step });
    return { params: applyUpdates(params, updates), slots: nextSlots };
  });
  disposeTree(params);
  disposeTree(slots);
  state.params = next.params;
  state.optimizer = next.slots;
  state.step += 1;
}

/** Keeps the network's state for the next batch, where there is one that goes on from this. */
function carry(state: TrainingState, batch: TrainingBatch, next: TensorTree): void {
  if (batch.reset === undefined) {
    disposeTree(next);
    return;
  }
  const seen = batch.reset ? 0 : (state.carried?.position ?? 0);
  if (state.carried !== undefined) disposeTree(state.carried.state);
  state.carried = { state: next, position: seen + (batch.inputs.shape[1] as number) };
}

async function readNumbers({ step, tensors: { loss, norm, metrics } }: Readings): Promise<Numbers> {
  const read = async (tensor: Scalar) => (await tensor.data())[0] as number;
  const names = Object.keys(metrics);
  const [lossValue, gradientNorm, ...values] = await Promise.all(
    [loss, norm, ...Object.values(metrics)].map(read),
  );
  return {
    step,
    loss: lossValue as number,
    gradientNorm: gradientNorm as number,
    metrics: Object.fromEntries(names.map((name, index) => [name, values[index] as number])),
  };
}

function summary(steps: readonly Numbers[]): Omit<TrainingEvent, "seconds"> {
  const last = steps.at(-1) as Numbers;
  const mean = (value: (numbers: Numbers) => number) =>
    steps.reduce((sum, numbers) => sum + value(numbers), 0) / steps.length;
  return {
    step: last.step,
    loss: mean(({ loss }) => loss),
    metrics: Object.fromEntries(
      Object.keys(last.metrics).map((name) => [name, mean(({ metrics }) => metrics[name] as number)]),
    ),
    gradientNorm: last.gradientNorm,
  };
}

/** Time spent, without pauses. */
function stopwatch() {
  let since = performance.now();
  let spent = 0;
  return {
    seconds: () => (spent + performance.now() - since) / 1000,
    pause: () => {
      spent += performance.now() - since;
    },
    resume: () => {
      since = performance.now();
    },
  };
}
