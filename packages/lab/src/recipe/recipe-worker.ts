import { seed, split } from "@tenetjs/core";
import { messageOf } from "../training/message-of.ts";
import { type PlainRecipe, plainRecipe } from "./plain-recipe.ts";
import { RecipeError } from "./recipe-error.ts";
import { runRecipe } from "./run-recipe.ts";
import { syntaxError } from "./syntax-error.ts";

/** For which network a recipe is run. */
export type RecipeSizes = { readonly hiddenSize: number; readonly seed: number };

/** What came of a text: a recipe, or what is wrong with it, and in which line, counted from 1. */
export type RecipeResult = { readonly recipe: PlainRecipe } | RecipeFailure;

export type RecipeFailure = {
  readonly message: string;
  readonly line: number | undefined;
  /** Whether the text cannot be parsed, in which case `explain` tells more. */
  readonly isUnparsed?: boolean;
};

export type RecipeWorker = {
  /** Returns once the worker's program has been loaded. */
  ready(): void;
  run(text: string, sizes: RecipeSizes): RecipeResult;
  /** Why a text cannot be parsed. It does not run. */
  explain(text: string): Promise<RecipeFailure>;
};

/** The worker that runs the text of recipes, and nothing else: what it answers is data. */
export function recipeWorker(): RecipeWorker {
  return {
    ready() {},
    run(text, { hiddenSize, seed: number }) {
      try {
        return { recipe: plainRecipe(runRecipe(text), split(seed(number), "recipe"), hiddenSize) };
      } catch (error) {
        return failureOf(error);
      }
    },
    explain: async (text) => failureOf(await syntaxError(text)),
  };
}

function failureOf(error: unknown): RecipeFailure {
  if (!(error instanceof RecipeError)) return { message: messageOf(error), line: undefined };
  const { message, line, isUnparsed } = error;
  return { message, line, isUnparsed };
}
