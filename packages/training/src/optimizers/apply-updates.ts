import type { TensorTree } from "@tenetjs/core/tensors";
import { add, updateRecipe } from "@tenetjs/recipes";
import { pointwise } from "./pointwise.ts";

/** `params` with `updates` added, in tensors of their own. Disposes neither. */
export function applyUpdates<Params extends TensorTree>(params: Params, updates: TensorTree): Params {
  return sum.update(updates, {}, { params, step: 0 }).updates as Params;
}

/** What stands in the place of the gradient is the update of an optimizer. */
const sum = pointwise(
  updateRecipe({
    name: "applyUpdates",
    step: ({ parameter, gradient }) => ({ update: add(parameter, gradient) }),
  }),
);
