import type { TensorTree } from "@tenetjs/core/tensors";
import { add, updateRecipe } from "@tenetjs/recipes";
import { pointwise } from "./pointwise.ts";

/** `params` plus `updates`, in new tensors. Neither argument is disposed. */
export function applyUpdates<Params extends TensorTree>(params: Params, updates: TensorTree): Params {
  return sum.update(updates, {}, { params, step: 0 }).updates as Params;
}

/** The recipe's gradient is the update of an optimizer here. */
const sum = pointwise(
  updateRecipe({
    name: "applyUpdates",
    step: ({ parameter, gradient }) => ({ update: add(parameter, gradient) }),
  }),
);
