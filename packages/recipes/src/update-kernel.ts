import type { UpdateRecipe } from "./language/update-recipe.ts";

/**
 * The name of the tfjs kernel that runs an update recipe over lists of float32 tensors. A package such as `@tenetjs/kernels` registers it for a
 * backend. Its inputs are several lists of tensors of the same shapes, one list after the other: gradients, parameters, and each slot in the recipe's
 * order. Its outputs are lists of the same kind: the updates, and the slots after the step.
 */
export const updateKernel = "TenetUpdate";

/** The kernel's attributes. */
export type UpdateAttributes = {
  readonly recipe: UpdateRecipe;
  /** The step's numbers, by the recipe's names. */
  readonly scalars: Readonly<Record<string, number>>;
};
