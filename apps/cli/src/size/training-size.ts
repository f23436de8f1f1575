import { namedCell } from "@tenetjs/cells";
import type { ModelOptions } from "@tenetjs/models";
import { networkParameters } from "@tenetjs/models";
import type { OptimizerName } from "@tenetjs/training/names";

/** What training needs, in numbers that are known before anything is allocated. */
export type TrainingSize = {
  readonly parameters: number;
  /** Bytes of the parameters, their gradients, and the copy that an update makes. */
  readonly weights: number;
  /** Bytes of the optimizer's slots, and the copy that an update makes. */
  readonly optimizer: number;
  /** Bytes of what the forward pass keeps for the backward pass, and of the batch. */
  readonly activations: number;
};

export type TrainingSizeOptions = {
  readonly network: ModelOptions;
  /** Sequences of a batch. */
  readonly batch: number;
  /** Steps of the longest sequence. */
  readonly time: number;
  readonly optimizer: OptimizerName;
  /** Whether training keeps an average of the parameters. */
  readonly averages: boolean;
  /** Whether the head runs after every step, or only after the last. */
  readonly head: "each step" | "last step";
};

/** The numbers that each optimizer keeps for each parameter. */
export const optimizerSlots: Readonly<Record<OptimizerName, number>> = {
  sgd: 0,
  momentum: 1,
  nesterov: 1,
  rmsprop: 1,
  adam: 2,
  adamw: 2,
  lion: 1,
};

const bytesPerNumber = 4;

/**
 * An estimate of what a step of training needs. It counts what the fused form keeps for each unit and step: its gates, its states and their
 * gradients, and its output. A test compares it with what tfjs allocates.
 */
export function trainingSize({
  network,
  batch,
  time,
  optimizer,
  averages,
  head,
}: TrainingSizeOptions): TrainingSize {
  const parameters = networkParameters(network);
  const { layers = 1, hiddenSize = 128, cell = "lstm" } = network;
  const { recipe, state } = namedCell(cell);
  const gates = recipe?.gates.length ?? 4;
  const ofUnit = gates + 3 * state.length + 2;
  const [inputs, classes] = endsOf(network);
  const logits = 4 * classes * (head === "last step" ? 1 : time);
  const ofRow = time * (layers * hiddenSize * ofUnit + 2 * inputs) + logits;
  return {
    parameters,
    weights: 3 * parameters * bytesPerNumber,
    optimizer: 2 * (optimizerSlots[optimizer] + (averages ? 1 : 0)) * parameters * bytesPerNumber,
    activations: batch * ofRow * bytesPerNumber,
  };
}

/** All bytes of `size`. */
export function totalBytes({ weights, optimizer, activations }: TrainingSize): number {
  return weights + optimizer + activations;
}

/** The numbers that a step reads, and the classes that the head tells apart. */
function endsOf(network: ModelOptions): [inputs: number, classes: number] {
  if ("vocabularySize" in network) return [network.embedding ?? 1, network.vocabularySize];
  const { input } = network;
  const inputs = input.kind === "embedding" ? (input.dimensions ?? 32) : input.size;
  return [inputs, "classes" in network ? network.classes : 1];
}
