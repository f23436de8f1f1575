import type { Rng, Stream } from "@tenetjs/core";
import { breather, checkInteger, checkOptions } from "@tenetjs/core/internals";
import { disposeTree, type TensorTree } from "@tenetjs/core/tensors";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Objective } from "./objective.ts";
import { stepLog } from "./step-log.ts";
import { stopwatch } from "./stopwatch.ts";
import type { TrainingBatch } from "./training-batch.ts";
import type { TrainingEvent } from "./training-event.ts";
import type { TrainingState } from "./training-state.ts";
import { advance, findGradients } from "./training-step.ts";

export type TrainOptions<Params extends TensorTree = TensorTree> = {
  /** The state to train, which is updated in place. The caller owns it. */
  readonly state: TrainingState<Params>;
  readonly objective: Objective<Params>;
  /** The batches from `state.step` on. Training ends when they do. */
  readonly batches: Stream<TrainingBatch>;
  readonly optimizer: Optimizer;
  /** The random number generator for dropout. Step n draws from `split(rng, n)`, so a resumed run draws the same numbers. */
  readonly rng: Rng;
  /**
   * The number of steps between events. There is an event after each step whose number is a multiple of it, and one at the end for
   * the remaining steps. Default: 1. At each event, losses are read from the device in one batch. On CPU and WASM, 1 costs nothing. On a GPU
   * every read waits for the device, so choose a larger number.
   */
  readonly reportEvery?: number;
  /** Ends training after the current step when it is aborted. */
  readonly signal?: AbortSignal;
};

/**
 * The events of training `state` on `batches`. Training is lazy: a step runs when the consumer asks for an event, and `break` stops
 * after the last step that was yielded. It yields to the event loop many times a second, so that a page stays responsive and an abort
 * takes effect.
 *
 * @throws {RangeError} when `reportEvery` is not an integer of at least 1. @throws {TypeError} for an unknown option.
 * @throws {DivergenceError} when the loss or its gradient is not finite. With a `reportEvery` of 1, `state` is then still the state
 *   before that step.
 */
export function train<Params extends TensorTree>(
  options: TrainOptions<Params>,
): AsyncGenerator<TrainingEvent, void, undefined> {
  checkOptions("train", options, trainOptions);
  const { reportEvery = 1 } = options;
  checkInteger("train", "reportEvery", reportEvery, 1);
  return run({ ...options, reportEvery });
}

const trainOptions = {
  state: true,
  objective: true,
  batches: true,
  optimizer: true,
  rng: true,
  reportEvery: true,
  signal: true,
} as const;

async function* run<Params extends TensorTree>(
  options: TrainOptions<Params> & { readonly reportEvery: number },
): AsyncGenerator<TrainingEvent, void, undefined> {
  const { state, batches, optimizer, reportEvery, signal } = options;
  const clock = stopwatch();
  const log = stepLog();
  const breathe = breather();
  try {
    for await (const batch of batches) {
      await breathe();
      if (signal?.aborted) break;
      const { loss, metrics, gradientNorm, ...found } = findGradients(state, batch, options);
      const step = state.step + 1;
      log.add({ step, scalars: { loss, gradientNorm }, metrics });
      let report: Awaited<ReturnType<typeof log.read>> | undefined;
      try {
        // Read before the update: a loss that is not finite must not reach the parameters.
        if (step % reportEvery === 0) report = await log.read();
        advance(state, batch, found, optimizer);
      } finally {
        disposeTree([found.gradients, found.state]);
      }
      if (report === undefined) continue;
      clock.pause();
      yield { ...report, seconds: clock.seconds() };
      clock.resume();
    }
    if (!log.isEmpty()) yield { ...(await log.read()), seconds: clock.seconds() };
  } finally {
    log.clear();
  }
}
