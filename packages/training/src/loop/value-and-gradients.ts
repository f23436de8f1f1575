import { leaves, mapTree, type TensorTree, tidied, unflatten } from "@tenetjs/core/tensors";
import { clone, keep, type Scalar, type Tensor, valueAndGrads } from "@tensorflow/tfjs-core";
import type { ObjectiveResult } from "./objective.ts";

/**
 * What `compute` gives at `params`, and the gradient of its loss there. tfjs's `valueAndGrads` keeps the loss alone: the metrics
 * and the state are carried past it.
 */
export function valueAndGradients(
  compute: (params: TensorTree) => ObjectiveResult,
  params: TensorTree,
): { result: ObjectiveResult; gradients: TensorTree } {
  return tidied(() => {
    let side: Omit<ObjectiveResult, "loss"> | undefined;
    const loss = (...tensors: Tensor[]) => {
      const { loss, metrics, state } = compute(unflatten(params, tensors));
      side = mapTree({ metrics, state }, (leaf) => keep(clone(leaf))) as Omit<ObjectiveResult, "loss">;
      return loss;
    };
    const { value, grads } = valueAndGrads(loss)(leaves(params));
    const { metrics, state } = side as unknown as Omit<ObjectiveResult, "loss">;
    return { result: { loss: value as Scalar, metrics, state }, gradients: unflatten(params, grads) };
  });
}
