import type { UpdateRecipe } from "@tenetjs/recipes";
import { type Place, updateKernel } from "@tenetjs/recipes/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { inLists } from "./in-lists.ts";

/** The lists of tensors that an optimizer update reads. */
export type UpdateLists = {
  readonly gradient: readonly TensorInfo[];
  /** The list that a place of the recipe's program stands for. */
  at(place: Place): readonly TensorInfo[];
};

/**
 * The inputs of the update kernel as lists: the gradients, the parameters, and one list for each of the recipe's slots.
 *
 * @throws {RangeError} if the lists differ in their shapes. @throws {TypeError} if a tensor is not float32.
 */
export function updateLists(recipe: UpdateRecipe, inputs: readonly TensorInfo[]): UpdateLists {
  const lists = inLists(`${updateKernel} (${recipe.name})`, inputs, 2 + recipe.slots.length);
  const [gradient, parameter, ...slots] = lists as [TensorInfo[], TensorInfo[], ...TensorInfo[][]];
  return {
    gradient,
    at: ({ buffer, index }) => {
      if (buffer === "gradient") return gradient;
      return buffer === "parameter" ? parameter : (slots[index] as TensorInfo[]);
    },
  };
}
