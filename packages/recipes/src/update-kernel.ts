import type { UpdateRecipe } from "./language/update-recipe.ts";

/**
 * The name of the tfjs kernel that runs an update recipe over lists of float32 tensors, where a package such as
 * `@tenetjs/kernels` has registered one for the backend. Its inputs are lists of tensors of the same shapes, one list after the
 * other: gradients, parameters, and each slot in the recipe's order. So are its outputs: the updates, and the slots after the step.
 */
export const updateKernel = "TenetUpdate";

/** The kernel's attributes. */
export type UpdateAttributes = {
  readonly recipe: UpdateRecipe;
  /** The step's numbers, by the recipe's names. */
  readonly scalars: Readonly<Record<string, number>>;
};
