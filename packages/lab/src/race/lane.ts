import { namedCell } from "@tenetjs/cells";
import type { CheckpointContents } from "@tenetjs/checkpoints";
import { disposeTree } from "@tenetjs/core/tensors";
import { type SequenceParams, sequenceClassifier } from "@tenetjs/models";
import type { Recipe } from "@tenetjs/recipes";
import { crossEntropy, toTensors } from "@tenetjs/training";
import { slice, type Tensor1D } from "@tensorflow/tfjs-core";
import { ownClassifier } from "../recipe/own-classifier.ts";
import { type PlainRecipe, recipeOf } from "../recipe/plain-recipe.ts";
import { gradientNorms } from "../training/gradient-norms.ts";
import { type Network, network } from "../training/network.ts";
import type { NetworkName } from "../training/network-names.ts";
import { readSequence, type SequenceReading } from "../training/read-sequence.ts";
import type { LaneReplay, RaceValues } from "./race-facts.ts";
import type { RaceTask } from "./race-task.ts";
import { readReplay } from "./read-replay.ts";

/** A network of the race. */
export type Lane = Network<SequenceParams> & {
  /** The mean norm of dL/dh_t on held-out palindromes, for each step. */
  norms(): Promise<readonly number[]>;
  /** How the network reads a row of the held-out palindromes. */
  replay(row: number): Promise<LaneReplay>;
  read(row: number): Promise<SequenceReading>;
};

/** What a network of the race is made of: values of controls, and the recipe of the reader's own cell. */
export type LaneValues = Pick<
  RaceValues,
  "length" | "hiddenSize" | "initialisation" | "memoryBias" | "seed" | "optimizer" | "learningRate" | "clip"
> & { readonly own?: PlainRecipe | undefined };

/** The number of held-out palindromes over which norms of gradients are averaged. */
const normRows = 32;

/**
 * A network with the given cell, at its beginning or where it was saved. `values()` are those of the controls now, for what acts at once.
 */
export function lane(
  task: Pick<RaceTask, "palindromes" | "input">,
  cell: NetworkName,
  values: () => LaneValues,
  saved?: CheckpointContents,
): Lane {
  const { length, hiddenSize, initialisation, memoryBias, seed, optimizer, own } = values();
  const options = {
    input: task.input,
    classes: task.palindromes.classes,
    hiddenSize,
    initialisation,
    forgetBias: memoryBias === "chrono" ? { chrono: Math.max(3, length) } : Number(memoryBias),
  };
  const recipe = cell === "own" ? recipeOf(own as PlainRecipe) : namedCell(cell).recipe;
  const model =
    cell === "own" ? ownClassifier(recipe as Recipe, options) : sequenceClassifier({ ...options, cell });
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
  const read = (row: number) => readSequence(model, trained.params(), heldOut.at(0), row);
  return {
    ...trained,
    read,
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
    replay: async (row) => readReplay(await read(row), recipe),
  };
}
