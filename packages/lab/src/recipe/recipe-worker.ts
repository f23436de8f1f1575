import { seed, split } from "@tenetjs/core";
import { messageOf } from "../training/message-of.ts";
import { type PlainRecipe, plainRecipe } from "./plain-recipe.ts";
import { RecipeError } from "./recipe-error.ts";
import { runRecipe } from "./run-recipe.ts";

/** For which network a recipe is run. */
export type RecipeSizes = { readonly hiddenSize: number; readonly seed: number };

/** What came of a text: a recipe, or what is wrong with it, and in which line, counted from 1. */
export type RecipeResult =
  | { readonly recipe: PlainRecipe }
  | { readonly message: string; readonly line: number | undefined };

export type RecipeWorker = {
  /** Returns once the worker's program has been loaded. */
  ready(): void;
  run(text: string, sizes: RecipeSizes): Promise<RecipeResult>;
};

/** The worker that runs the text of recipes, and nothing else: what it answers is data. */
export function recipeWorker(): RecipeWorker {
  return {
    ready() {},
    async run(text, { hiddenSize, seed: number }) {
      try {
        return { recipe: plainRecipe(await runRecipe(text), split(seed(number), "recipe"), hiddenSize) };
      } catch (error) {
        return { message: messageOf(error), line: error instanceof RecipeError ? error.line : undefined };
      }
    },
  };
}
