import type { TensorTree } from "@tenetjs/core/tensors";
import { applyUpdates, type OptimizerOptions, optimizerFromOptions } from "@tenetjs/training";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Numbers } from "../sequence.ts";
import { type Computed, computedTwice } from "./computed.ts";
import { toTensors } from "./to-tensor.ts";

export type ComputeUpdates = {
  readonly optimizer: OptimizerOptions;
  readonly params: Readonly<Record<string, Numbers>>;
  /** The gradients of each step, in the form of `params`. */
  readonly gradients: readonly Readonly<Record<string, Numbers>>[];
};

/** The parameters after each step, as `name after 1`, ..., on tfjs's current backend. */
export async function computeUpdates(given: ComputeUpdates): Promise<Computed> {
  const optimizer = optimizerFromOptions(given.optimizer);
  return computedTwice(() => {
    let params = toTensors(given.params);
    let state: TensorTree = optimizer.init(params);
    const all: [string, Tensor][] = [];
    given.gradients.forEach((gradients, step) => {
      const next = optimizer.update(toTensors(gradients), state, { params, step });
      state = next.state;
      params = applyUpdates(params, next.updates);
      for (const [name, param] of Object.entries(params)) all.push([`${name} after ${step + 1}`, param]);
    });
    return Object.fromEntries(all);
  });
}
