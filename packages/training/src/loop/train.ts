import type { Rng, Stream } from "@tenetjs/core";
import { breather, checkInteger } from "@tenetjs/core/internals";
import { disposeTree } from "@tenetjs/core/tensors";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Objective } from "./objective.ts";
import { stepLog } from "./step-log.ts";
import { stopwatch } from "./stopwatch.ts";
import type { TrainingBatch } from "./training-batch.ts";
import type { TrainingEvent } from "./training-event.ts";
import type { TrainingState } from "./training-state.ts";
import { advance, findGradients } from "./training-step.ts";

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
   * Steps between events: there is one after each step whose number it divides, and one at the end for those left over.
   * Default 1. Losses are read from the device at each event, all at once: 1 costs nothing on CPU and WASM; on a GPU, which
   * would have to be waited for, take more.
   */
  readonly reportEvery?: number;
  /** Ends training after the step that is under way. */
  readonly signal?: AbortSignal;
};

/**
 * Trains `state` on `batches`, and yields what happens. Nothing runs ahead of the consumer; to `break` is to stop after the
 * last step seen. The event loop has its turn many times a second, so that a page stays alive and an abort is heard.
 *
 * @throws {RangeError} when `reportEvery` is not an integer of at least 1.
 * @throws {DivergenceError} when the loss or its gradient is not finite. With `reportEvery` 1, `state` then still stands before
 *   that step.
 */
export function train({
  reportEvery = 1,
  ...options
}: TrainOptions): AsyncGenerator<TrainingEvent, void, undefined> {
  checkInteger("train", "reportEvery", reportEvery, 1);
  return run({ ...options, reportEvery });
}

async function* run(
  options: TrainOptions & { readonly reportEvery: number },
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
