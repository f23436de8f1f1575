/** A recurrent network, as every library has to build it: layers of one cell under an affine head. */
export type Network = {
  readonly cell: "rnn" | "lstm" | "gru" | "phased-lstm";
  /** What a step reads: one of `inputSize` ids, as the one-hot vector that it stands for, or so many numbers. */
  readonly input: "ids" | "numbers";
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly layers: number;
  readonly classes: number;
  /** Whether there are logits after each step, or after the last one alone. */
  readonly logits: "each" | "last";
};

/**
 * What one call of a subject's work does, as plain data.
 *
 * - `train`: the next batch goes to the device; then forward, softmax cross-entropy, backward, clipping by global norm, Adam
 *   (`rate`, 0.9, 0.999, 1e-8); the loss is read.
 * - `forward`: the next batch goes to the device; all logits are read.
 * - `generate`: `time` ids for each of `batch` rows, one after another, each drawn from softmax(logits) and read next. Ids alone.
 */
export type Task = NetworkTask | MachineTask;

export type NetworkTask = {
  readonly kind: "train" | "forward" | "generate";
  readonly network: Network;
  readonly batch: number;
  /** Steps that a network reads in one call. */
  readonly time: number;
  /** Of training; what others leave out is never read. */
  readonly rate: number;
  readonly clip: number;
};

/** What the machine itself is measured by: a product of squares of `size`, or a copy of `size` float32 values. */
export type MachineTask = { readonly kind: "product" | "copy"; readonly size: number };
