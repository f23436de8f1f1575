import { countValues } from "@tenetjs/core/tensors";
import { measuresOn } from "./measures-of.ts";
import { meanMeasures } from "./recent-measures.ts";
import type { DoneEvent } from "./run-event.ts";
import { lengthOf, type TrainRunOptions } from "./train-run.ts";
import { withUsedWeights } from "./used-weights.ts";

export type Conclusion = Pick<TrainRunOptions, "trainable" | "state" | "backend" | "signal"> & {
  /** Training time of this process in seconds. */
  readonly seconds: number;
};

/** The `done` event of a run after its last step, with measures on all held-out data; undefined if `signal` ended the evaluation. */
export async function concludeRun({
  trainable,
  state,
  backend,
  signal,
  seconds,
}: Conclusion): Promise<DoneEvent | undefined> {
  const { training, recent } = state;
  try {
    const heldOut = await withUsedWeights(state, (weights) => trainable.heldOut(weights, "all", signal));
    return {
      event: "done",
      step: training.step,
      seconds,
      backend: backend.backend,
      parameters: countValues(training.params),
      train: meanMeasures(recent),
      ...measuresOn(heldOut),
      ...(trainable.chance === undefined ? {} : { chance: trainable.chance }),
      ...lengthOf(state, trainable),
    };
  } catch (error) {
    if (!signal?.aborted || error !== signal.reason) throw error;
    return undefined;
  }
}
