import { type Stream, seed } from "@tenetjs/core";
import { breather, checkOptions, phrase, problem } from "@tenetjs/core/internals";
import { disposeTree, type TensorTree, tidied } from "@tenetjs/core/tensors";
import type { Batch } from "@tenetjs/datasets";
import { type Carried, carryOver, startOf } from "./carried.ts";
import type { Objective } from "./objective.ts";
import { hasTargetsOfSteps } from "./predictor-run.ts";
import { readScalars } from "./read-scalars.ts";
import { toTensors } from "./to-tensors.ts";
import type { TrainingBatch } from "./training-batch.ts";

export type EvaluateOptions<Params extends TensorTree = TensorTree> = {
  readonly objective: Objective<Params>;
  /** The parameters; borrowed. A run in progress is not affected. */
  readonly params: Params;
  /** A finite stream. Batches with `reset` continue each other, with a state that is separate from that of training. */
  readonly batches: Stream<TrainingBatch>;
  /** Ends the evaluation before the next batch when it is aborted. */
  readonly signal?: AbortSignal | undefined;
};

export type Evaluation = {
  /** The mean loss over all targets that count. */
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** The number of targets that count: all, or those that masks do not exclude. */
  readonly count: number;
};

/**
 * The mean loss and metrics of the objective over `batches`, without dropout. Each batch is weighted by its number of targets, so that a
 * smaller last batch does not count more.
 *
 * @throws {RangeError} when there are no targets. @throws {TypeError} for an unknown option.
 * @throws the reason of `signal` when it is aborted.
 */
export async function evaluate<Params extends TensorTree>(
  options: EvaluateOptions<Params>,
): Promise<Evaluation> {
  checkOptions("evaluate", options, { objective: true, params: true, batches: true, signal: true });
  const { objective, params, batches, signal } = options;
  const totals = { loss: 0, count: 0, metrics: new Map<string, number>() };
  const breathe = breather();
  let carried: Carried | undefined;
  try {
    for await (const batch of batches) {
      await breathe();
      signal?.throwIfAborted();
      const context = { training: false, rng: seed(0), ...startOf(batch, carried) };
      const { loss, metrics, state } = tidied(() => objective(params, toTensors(batch), context));
      try {
        const weight = countedTargets(batch);
        // The mean over no targets is NaN, and a weight of 0 would not remove it.
        if (weight > 0) {
          const [numbers, means] = await Promise.all([readScalars({ loss }), readScalars(metrics)]);
          totals.count += weight;
          totals.loss += weight * numbers.loss;
          for (const [name, mean] of Object.entries(means))
            totals.metrics.set(name, (totals.metrics.get(name) ?? 0) + weight * mean);
        }
        carried = carryOver(batch, carried, state);
      } finally {
        disposeTree([loss, metrics, state]);
      }
    }
  } finally {
    if (carried !== undefined) disposeTree(carried.state);
  }
  const { loss, count, metrics } = totals;
  if (count === 0)
    throw new RangeError(
      problem("evaluate", "at least one target", phrase("none"), "Check that the split is not empty."),
    );
  return {
    loss: loss / count,
    metrics: Object.fromEntries(Array.from(metrics, ([name, total]) => [name, total / count])),
    count,
  };
}

function countedTargets({ targets, mask }: Batch): number {
  if (mask === undefined || !hasTargetsOfSteps(targets, mask)) return targets.data.length;
  const perStep = targets.shape[2] ?? 1;
  return perStep * mask.data.reduce((sum, value) => sum + value, 0);
}
