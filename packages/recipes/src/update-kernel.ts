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

/**
 * The name of the kernel that also clips. It is there where the norm of the gradients can be read at once, as on WASM, and its recipe may be that of a whole
 * chain. Inputs and outputs are those of {@link updateKernel}.
 */
export const chainedUpdateKernel = "TenetChainedUpdate";

/** The kernel's attributes. With `clip`, the kernel computes one of the recipe's scalars: min(1, most / norm), where the norm is that of all gradients. */
export type ChainedUpdateAttributes = UpdateAttributes & {
  readonly clip?: { readonly scalar: string; readonly most: number };
};
