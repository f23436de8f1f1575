import { phrase, problem, type Stream, seed } from "@tenetjs/core";
import { disposeTree, type TensorTree, tidied } from "@tenetjs/core/tensors";
import type { Batch } from "@tenetjs/datasets";
import type { Objective } from "./objective.ts";
import { toTensors } from "./to-tensors.ts";
import type { TrainingBatch } from "./train.ts";

export type EvaluateOptions = {
  readonly objective: Objective;
  /** Borrowed; nothing of a running training is touched. */
  readonly params: TensorTree;
  /** A finite stream. Batches with `reset` go on from each other, from a state of their own. */
  readonly batches: Stream<TrainingBatch>;
};

export type Evaluation = {
  /** The mean loss over all targets counted. */
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Targets counted: all, or those that the masks do not leave out. */
  readonly count: number;
};

/**
 * The objective over all of `batches`, with dropout and the like off. Each batch counts by its targets, so that a smaller last
 * batch does not weigh more.
 *
 * @throws {RangeError} when there is not one target.
 */
export async function evaluate({ objective, params, batches }: EvaluateOptions): Promise<Evaluation> {
  const totals: Record<string, number> = {};
  let loss = 0;
  let count = 0;
  let carried: { state: TensorTree; position: number } | undefined;
  const rng = seed(0);
  for await (const batch of batches) {
    const before = batch.reset === false ? carried : undefined;
    const result = tidied(() =>
      objective(params, toTensors(batch), {
        training: false,
        rng,
        firstStep: before?.position ?? 0,
        ...(before === undefined ? {} : { state: before.state }),
      }),
    );
    const weight = countedTargets(batch);
    loss += weight * ((await result.loss.data())[0] as number);
    for (const [name, value] of Object.entries(result.metrics)) {
      totals[name] = (totals[name] ?? 0) + weight * ((await value.data())[0] as number);
    }
    count += weight;
    disposeTree([result.loss, result.metrics]);
    if (carried !== undefined) disposeTree(carried.state);
    carried = { state: result.state, position: (before?.position ?? 0) + (batch.inputs.shape[1] as number) };
  }
  if (carried !== undefined) disposeTree(carried.state);
  if (count === 0)
    throw new RangeError(problem("evaluate", "at least one target", phrase("none"), "Is the split empty?"));
  return {
    loss: loss / count,
    metrics: Object.fromEntries(Object.entries(totals).map(([name, total]) => [name, total / count])),
    count,
  };
}

function countedTargets({ targets, mask }: Batch): number {
  if (mask === undefined || targets.shape.length === 1) return targets.data.length;
  return mask.data.reduce((sum, value) => sum + value, 0);
}
