import { type Rng, split } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Recipe } from "@tenetjs/recipes";

/** A recipe as a message carries it: data alone, with the initial values of its parameters in place of the functions that draw them. */
export type PlainRecipe = Omit<Recipe, "parameters"> & {
  readonly parameters: readonly { readonly name: string; readonly values: Float32Array }[];
};

/** The recipe as data, with parameters for so many units. @throws {RangeError} for an initialiser that returns another number of values. */
export function plainRecipe(recipe: Recipe, rng: Rng, hiddenSize: number): PlainRecipe {
  const parameters = recipe.parameters.map(({ name, init }) => {
    const values = Float32Array.from(init(split(rng, "unit"), hiddenSize));
    if (values.length === hiddenSize) return { name, values };
    throw new RangeError(
      problem(
        `recipe "${recipe.name}"`,
        `an initialiser that returns ${hiddenSize} values for ${name}, one for each unit`,
        phrase(String(values.length)),
      ),
    );
  });
  return { ...recipe, parameters };
}

/** The recipe that the data describe. */
export function recipeOf({ parameters, ...rest }: PlainRecipe): Recipe {
  return {
    ...rest,
    parameters: parameters.map(({ name, values }) => ({ name, init: () => values.slice() })),
  };
}
