import { type CellName, namedCell } from "@tenetjs/cells";
import { type CheckpointContents, restoreState, storeState } from "@tenetjs/checkpoints";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { type SequenceParams, sequenceClassifier } from "@tenetjs/models";
import {
  chain,
  clipByGlobalNorm,
  crossEntropy,
  disposeTrainingState,
  evaluate,
  type Optimizer,
  optimizerFromOptions,
  type TrainingState,
  toTensors,
  train,
  trainingState,
} from "@tenetjs/training";
import { slice, type Tensor1D } from "@tensorflow/tfjs-core";
import { gradientNorms } from "../training/gradient-norms.ts";
import type { LaneReplay, RaceValues } from "./race-facts.ts";
import type { RaceTask } from "./race-task.ts";
import { readReplay } from "./read-replay.ts";

/** A network of the race. */
export type Lane = {
  /** Trains one step, and returns its loss. @throws {DivergenceError} when it is not finite. */
  step(): Promise<number>;
  /** The accuracy and loss on the held-out palindromes. */
  evaluate(): Promise<{ readonly accuracy: number; readonly loss: number }>;
  /** The mean norm of dL/dh_t on held-out palindromes, for each step. */
  norms(): Promise<readonly number[]>;
  /** How the network reads a row of the held-out palindromes. */
  replay(row: number): Promise<LaneReplay>;
  /** All that a lane on another backend needs to go on. */
  save(): Promise<CheckpointContents>;
  end(): Promise<void>;
};

/** The number of held-out palindromes over which norms of gradients are averaged. */
const normRows = 32;

/**
 * A network with the given cell, at its beginning or where it was saved. `values()` are those of the controls now, for what acts at once.
 */
export function lane(
  task: RaceTask,
  cell: CellName,
  values: () => RaceValues,
  saved?: CheckpointContents,
): Lane {
  const { length, hiddenSize, initialisation, memoryBias, seed: seedNumber, optimizer: name } = values();
  const model = sequenceClassifier({
    input: task.input,
    classes: task.palindromes.classes,
    cell,
    hiddenSize,
    initialisation,
    forgetBias: memoryBias === "chrono" ? { chrono: Math.max(3, length) } : Number(memoryBias),
  });
  const objective = crossEntropy(model);
  const optimizer = chain(
    clipByNorm(() => values().clip),
    optimizerFromOptions({ name, learningRate: () => values().learningRate }),
  );
  const params = model.init(seed(seedNumber));
  const fresh = trainingState({ params, optimizer });
  disposeTree(params);
  const state: TrainingState = saved === undefined ? fresh : restoreState(fresh, saved);
  if (saved !== undefined) disposeTrainingState(fresh);
  const run = train({
    state,
    objective,
    optimizer,
    batches: task.palindromes.training.from(state.step),
    rng: seed(seedNumber),
  });
  const { heldOut } = task.palindromes;
  const current = () => state.params as SequenceParams;

  return {
    async step() {
      const { value } = await run.next();
      return (value as { loss: number }).loss;
    },
    async evaluate() {
      const { loss, metrics } = await evaluate({ objective, params: state.params, batches: heldOut });
      return { loss, accuracy: metrics.accuracy as number };
    },
    async norms() {
      const batch = toTensors(heldOut.at(0));
      const rows = Math.min(normRows, batch.inputs.shape[0] as number);
      const few = {
        inputs: slice(batch.inputs, 0, rows),
        targets: slice(batch.targets as Tensor1D, 0, rows),
      };
      try {
        return Array.from(await gradientNorms(model.recurrent, current(), few));
      } finally {
        disposeTree([batch.inputs, batch.targets, few]);
      }
    },
    replay: (row) => readReplay(model, current(), namedCell(cell).recipe, heldOut.at(0), row),
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
