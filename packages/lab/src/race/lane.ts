import { type CellName, namedCell } from "@tenetjs/cells";
import type { CheckpointContents } from "@tenetjs/checkpoints";
import { disposeTree } from "@tenetjs/core/tensors";
import { type SequenceParams, sequenceClassifier } from "@tenetjs/models";
import { crossEntropy, toTensors } from "@tenetjs/training";
import { slice, type Tensor1D } from "@tensorflow/tfjs-core";
import { gradientNorms } from "../training/gradient-norms.ts";
import { type Network, network } from "../training/network.ts";
import type { LaneReplay, RaceValues } from "./race-facts.ts";
import type { RaceTask } from "./race-task.ts";
import { readReplay } from "./read-replay.ts";

/** A network of the race. */
export type Lane = Network<SequenceParams> & {
  /** The mean norm of dL/dh_t on held-out palindromes, for each step. */
  norms(): Promise<readonly number[]>;
  /** How the network reads a row of the held-out palindromes. */
  replay(row: number): Promise<LaneReplay>;
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
  const { length, hiddenSize, initialisation, memoryBias, seed, optimizer } = values();
  const model = sequenceClassifier({
    input: task.input,
    classes: task.palindromes.classes,
    cell,
    hiddenSize,
    initialisation,
    forgetBias: memoryBias === "chrono" ? { chrono: Math.max(3, length) } : Number(memoryBias),
  });
  const { training, heldOut } = task.palindromes;
  const trained = network({
    model,
    objective: crossEntropy(model),
    training,
    heldOut,
    optimizer,
    rates: values,
    seed,
    saved,
  });
  return {
    ...trained,
    async norms() {
      const batch = toTensors(heldOut.at(0));
      const rows = Math.min(normRows, batch.inputs.shape[0] as number);
      const few = {
        inputs: slice(batch.inputs, 0, rows),
        targets: slice(batch.targets as Tensor1D, 0, rows),
      };
      try {
        return Array.from(await gradientNorms(model.recurrent, trained.params(), few));
      } finally {
        disposeTree([batch.inputs, batch.targets, few]);
      }
    },
    replay: (row) => readReplay(model, trained.params(), namedCell(cell).recipe, heldOut.at(0), row),
  };
}
