import type { CellName } from "@tenetjs/cells";

/** A recurrent network, as every library has to build it: layers of one cell under an affine head. */
export type Network = {
  readonly cell: CellName;
  /** What the cell's weights are: here, so that a subject's process need not load `@tenetjs/cells` to know. */
  readonly shape: CellShape;
  /**
   * What a step reads, and after which steps there are logits: one of `inputSize` ids, as the one-hot vector that it stands for, and
   * after each (a text's next character); or one number, and after the last (a palindrome's last digit).
   */
  readonly reads: "ids" | "numbers";
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly layers: number;
  readonly classes: number;
};

/** How many blocks of `hiddenSize` columns a layer's `wx`, `wh` and `b` have, and the names of what each unit has of its own. */
export type CellShape = {
  readonly wx: number;
  readonly wh: number;
  readonly b: number;
  readonly parameters: readonly string[];
};

/** What one call of a subject's work does, as plain data. */
export type Task = NetworkTask | MachineTask;

/**
 * - `train`: the next batch goes to the device; then forward, mean softmax cross-entropy, backward, clipping by global norm, Adam
 *   (0.9, 0.999, 1e-8); the loss is read.
 * - `forward`: the next batch goes to the device; all logits are read.
 * - `generate`: `time` ids for each of `batch` rows, one after another, each drawn from softmax(logits) and read next.
 */
export type NetworkTask = {
  readonly kind: "train" | "forward" | "generate";
  readonly network: Network;
  readonly batch: number;
  /** Steps of the network in one call. */
  readonly time: number;
  /** Of training: how many steps one call makes, of which the last one's loss is waited for. Default 1. */
  readonly readEvery?: number;
};

/** Adam's rate, and the norm that gradients are clipped to, of all training. */
export const training = { rate: 1e-2, clip: 1 } as const;

/**
 * What the machine itself is measured by: a product of squares of `size`; `size` float32 values read once; or, on a graphics card, copied
 * `times` over.
 */
export type MachineTask =
  | { readonly kind: "product"; readonly size: number }
  | { readonly kind: "read"; readonly size: number }
  | { readonly kind: "copy"; readonly size: number; readonly times: number };

/** Whether a task is one of a network, which libraries are compared by. */
export function isNetworkTask(task: Task): task is NetworkTask {
  return "network" in task;
}
