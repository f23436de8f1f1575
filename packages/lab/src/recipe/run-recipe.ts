import { phasedRecipe } from "@tenetjs/cells";
import { normal, split, uniform } from "@tenetjs/core";
import {
  abs,
  add,
  div,
  exp,
  less,
  lessOrEqual,
  log,
  max,
  min,
  mod,
  mul,
  neg,
  nodes,
  type Recipe,
  recipe,
  relu,
  round,
  sigmoid,
  sqrt,
  sub,
  tanh,
  training,
  where,
} from "@tenetjs/recipes";
import { messageOf } from "../training/message-of.ts";
import { lineOfThrow } from "./line-of-throw.ts";
import { RecipeError } from "./recipe-error.ts";

/** What the text of a recipe can use, without importing it. */
const language = {
  ...{ abs, add, div, exp, less, lessOrEqual, log, max, min, mod, mul, neg, relu, round, sigmoid, sqrt, sub },
  ...{ tanh, training, where, normal, split, uniform },
};

/** The largest graph that is drawn, differentiated and compiled. */
const mostNodes = 400;

/**
 * The recipe that a text makes: a program that calls `recipe`, and may call `phasedRecipe`. The last recipe that it makes counts. Imports from Tenet's packages
 * and the word `export` may stand in it and are left out, so that a text can be moved from a program and into one.
 *
 * @throws {RecipeError} with the line, if the text cannot be parsed, throws, or makes no recipe that palindromes can train.
 */
export function runRecipe(text: string): Recipe {
  let made: Recipe | undefined;
  const keep = <Given extends readonly unknown[]>(make: (...given: Given) => Recipe) => {
    return (...given: Given) => {
      made = make(...given);
      return made;
    };
  };
  const scope = { ...language, recipe: keep(recipe), phasedRecipe: keep(phasedRecipe) };
  const run = compiled(Object.keys(scope), text);
  try {
    run(...Object.values(scope));
  } catch (error) {
    throw new RecipeError(messageOf(error), lineOfThrow(error, text));
  }
  return checked(made);
}

function checked(made: Recipe | undefined): Recipe {
  if (made === undefined)
    throw new RecipeError("The text makes no recipe. It has to call recipe({ name, gates, state, step }).");
  const size = nodes(...Object.values(made.next)).length;
  if (size > mostNodes)
    throw new RecipeError(
      `The step has ${size.toLocaleString("en")} operations and symbols. At most ${mostNodes} are compiled here.`,
    );
  const unknown = made.inputs.filter((name) => name !== "time");
  if (unknown.length > 0)
    throw new RecipeError(
      `The step reads the input ${unknown.join(", ")}. The palindromes give it only "time", the number of the step.`,
    );
  return made;
}

function compiled(names: readonly string[], text: string): (...values: unknown[]) => unknown {
  try {
    return new Function(...names, programOf(text)) as (...values: unknown[]) => unknown;
  } catch (error) {
    throw new RecipeError(messageOf(error), undefined, true);
  }
}

/** The body of the function that a text becomes, in the same lines. Its block lets the text have constants with the names of builders. */
export function programOf(text: string): string {
  return `"use strict"; {${withoutModules(text)}\n}\n//# sourceURL=recipe.js`;
}

/** The text with spaces in place of imports from Tenet's packages and of `export`, so that lines stay where they are. */
function withoutModules(text: string): string {
  const blank = (found: string) => found.replace(/[^\n]/g, " ");
  return text
    .replace(/^import\s[^;'"]*["']@tenetjs\/[\w/-]+["'];?/gm, blank)
    .replace(/^export\s+(default\s+)?(?=\S)/gm, blank);
}
