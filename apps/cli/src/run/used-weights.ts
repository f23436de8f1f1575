import { disposeTree, type TensorTree } from "@tenetjs/core/tensors";
import { averagedWeights, type OptimizerState, type TrainingState } from "@tenetjs/training";

/** A state of training, and whether it averages. */
export type Weighted = {
  readonly training: TrainingState;
  /** The decay of the average of the weights; null if the run keeps none. */
  readonly average: number | null;
};

/**
 * What `use` returns for the weights of a run that are evaluated, sampled and saved: the average over training if the run keeps one, else those that
 * are trained. `use` borrows them.
 */
export async function withUsedWeights<Result>(
  { training, average }: Weighted,
  use: (weights: TensorTree) => Promise<Result>,
): Promise<Result> {
  const { params, optimizer, step } = training;
  if (average === null || step === 0) return use(params);
  // An optimizer that averages is a chain, whose last part does.
  const state = (optimizer as readonly OptimizerState[]).at(-1) as OptimizerState;
  const averaged = averagedWeights(state, { decay: average, step });
  try {
    return await use(averaged);
  } finally {
    disposeTree(averaged);
  }
}
