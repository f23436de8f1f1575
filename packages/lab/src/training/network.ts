import { type CheckpointContents, restoreState, storeState } from "@tenetjs/checkpoints";
import { type Rng, type Stream, seed } from "@tenetjs/core";
import { disposeTree, type TensorTree } from "@tenetjs/core/tensors";
import type { Batch, Batches } from "@tenetjs/datasets";
import {
  chain,
  clipByGlobalNorm,
  disposeTrainingState,
  evaluate,
  type Objective,
  type Optimizer,
  type OptimizerOptions,
  optimizerFromOptions,
  type TrainingState,
  train,
  trainingState,
} from "@tenetjs/training";

/** A network that learns a task. */
export type Network<Params extends TensorTree = TensorTree> = {
  /** The parameters now. The next step replaces them. */
  params(): Params;
  /** Trains one step, and returns its loss. @throws {DivergenceError} when it is not finite. */
  step(): Promise<number>;
  /** The accuracy and loss on held-out sequences. */
  evaluate(): Promise<{ readonly accuracy: number; readonly loss: number }>;
  /** All that a network on another backend needs to go on. */
  save(): Promise<CheckpointContents>;
  end(): Promise<void>;
};

export type NetworkOptions<Params extends TensorTree> = {
  readonly model: { init(rng: Rng): Params };
  readonly objective: Objective;
  /** What is evaluated, if it differs from what is trained. */
  readonly asked?: Objective;
  readonly training: Batches;
  readonly heldOut: Stream<Batch>;
  readonly optimizer: OptimizerOptions["name"];
  /** What may change between two steps. */
  readonly rates: () => { readonly learningRate: number; readonly clip: number };
  readonly seed: number;
  /** Where the network goes on. Default: at its beginning. */
  readonly saved?: CheckpointContents | undefined;
};

/** A network at its beginning, or where it was saved. */
export function network<Params extends TensorTree>({
  model,
  objective,
  asked = objective,
  training,
  heldOut,
  optimizer: name,
  rates,
  seed: number,
  saved,
}: NetworkOptions<Params>): Network<Params> {
  const optimizer = chain(
    clipByNorm(() => rates().clip),
    optimizerFromOptions({ name, learningRate: () => rates().learningRate }),
  );
  const params = model.init(seed(number));
  const fresh = trainingState({ params, optimizer });
  disposeTree(params);
  const state: TrainingState = saved === undefined ? fresh : restoreState(fresh, saved);
  if (saved !== undefined) disposeTrainingState(fresh);
  const batches = training.from(state.step);
  const run = train({ state, objective, optimizer, batches, rng: seed(number) });
  return {
    params: () => state.params as Params,
    async step() {
      const { value } = await run.next();
      return (value as { loss: number }).loss;
    },
    async evaluate() {
      const { loss, metrics } = await evaluate({ objective: asked, params: state.params, batches: heldOut });
      return { loss, accuracy: metrics.accuracy as number };
    },
    save: () => storeState(state),
    async end() {
      await run.return();
      disposeTrainingState(state);
    },
  };
}

/** Clips to a norm that may change between two steps. */
function clipByNorm(most: () => number): Optimizer {
  return {
    init: () => ({}),
    update: (gradients, state, context) => clipByGlobalNorm(most()).update(gradients, state, context),
  };
}
