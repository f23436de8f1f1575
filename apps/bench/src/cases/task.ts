import type { CellName } from "@tenetjs/cells";

/** A recurrent network that every library builds: layers of one cell under an affine head. */
export type Network = {
  readonly cell: CellName;
  /** The shape of the cell's weights. It is part of the data, so that a subject's process need not load `@tenetjs/cells`. */
  readonly shape: CellShape;
  /**
   * What a step reads. `ids`: one of `inputSize` ids as a one-hot vector, with logits after each step (a text's next character). `numbers`:
   * one number, with logits after the last step only (a palindrome's last digit).
   */
  readonly reads: "ids" | "numbers";
  /** What an id stands for. Default: a character. */
  readonly token?: "character" | "word";
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly layers: number;
  readonly classes: number;
};

/** The number of blocks of `hiddenSize` columns in a layer's `wx`, `wh` and `b`, and the names of its per-unit parameters. */
export type CellShape = {
  readonly wx: number;
  readonly wh: number;
  readonly b: number;
  readonly parameters: readonly string[];
};

/** What one call of a subject does, as plain data. */
export type Task = NetworkTask | MachineTask;

/**
 * - `train`: upload the next batch; forward pass, mean softmax cross-entropy, backward pass, clipping by global norm, Adam (beta1 0.9, beta2
 *   0.999, epsilon 1e-8); read the loss back.
 * - `forward`: upload the next batch; forward pass; read all logits back.
 * - `generate`: draw `time` ids for each of `batch` rows, one after another. Each is drawn from softmax(logits) and is the next input.
 */
export type NetworkTask = {
  readonly kind: "train" | "forward" | "generate";
  readonly network: Network;
  readonly batch: number;
  /** Steps of the network in one call. */
  readonly time: number;
  /** For training: the number of steps in one call. Only the loss of the last one is read back. Default 1. */
  readonly readEvery?: number;
  /** For training: whether there are subjects that do more in a step, to be compared with the bare one. Default false. */
  readonly withVariations?: boolean;
};

/** Adam's learning rate, and the norm that gradients are clipped to, in all training. */
export const training = { learningRate: 1e-2, clip: 1 } as const;

/**
 * A task that measures a limit of the machine: a product of two `[size, size]` matrices; a read of `size` float32 values; or, on a GPU,
 * `times` copies of them.
 */
export type MachineTask =
  | { readonly kind: "product"; readonly size: number }
  | { readonly kind: "read"; readonly size: number }
  | { readonly kind: "copy"; readonly size: number; readonly times: number };

/** Whether a task runs a network, rather than measures the machine. */
export function isNetworkTask(task: Task): task is NetworkTask {
  return "network" in task;
}
