import { namedCell } from "@tenetjs/cells";
import { recipeNames } from "@tenetjs/cells/names";
import { seed } from "@tenetjs/core";
import { nodes, type Recipe } from "@tenetjs/recipes";
import { expect, test } from "vitest";
import { cellSource } from "./cell-source.ts";
import { plainRecipe, recipeOf } from "./plain-recipe.ts";
import { RecipeError } from "./recipe-error.ts";
import { runRecipe } from "./run-recipe.ts";
import { syntaxError } from "./syntax-error.ts";

const names = recipeNames.flatMap((name) => [name, `phased-${name}`] as const);

const sizeOf = ({ next }: Recipe) => nodes(...Object.values(next)).length;

test.each(names)("the text of %s makes the recipe of the table", (name) => {
  const { recipe } = namedCell(name) as { recipe: Recipe };
  const made = runRecipe(cellSource(name));
  expect(made.next).toEqual(recipe.next);
  expect(sizeOf(made)).toBe(sizeOf(recipe));
  expect(made.memory).toEqual(recipe.memory);
  const named = [made, recipe].map(({ definitions }) => definitions.map(({ latex }) => latex).toSorted());
  expect(named[0]).toEqual(named[1]);
});

test("a recipe is data once its parameters have been drawn", () => {
  const plain = plainRecipe(runRecipe(cellSource("indrnn")), seed(1), 5);
  const [recurrent] = structuredClone(plain).parameters;
  expect(recurrent?.values).toHaveLength(5);
  for (const value of recurrent?.values ?? []) expect(value).toBeGreaterThanOrEqual(0);
  expect(recipeOf(plain).parameters[0]?.init(seed(2), 5)).toEqual(recurrent?.values);
  // Values that are used twice stay one value.
  expect(sizeOf(recipeOf(structuredClone(plain)))).toBe(sizeOf(recipeOf(plain)));
});

test("a text can be a program with imports, exports and constants with the names of builders", () => {
  const { name } = runRecipe(`import {
  recipe,
  tanh,
} from "@tenetjs/recipes";
const add = 3;
export const own = recipe({ name: "own " + add, gates: ["a"], state: ["h"], step: ({ gates }) => ({ h: tanh(gates.a) }) });
`);
  expect(name).toBe("own 3");
});

const withStep = (step: string) =>
  `recipe({\n  name: "a",\n  gates: ["a"],\n  state: ["h"],\n  step: ({ gates, state, inputs }) => {\n    ${step}\n  },\n});`;

/** What is wrong with a text. */
async function failureOf(text: string): Promise<unknown> {
  try {
    return runRecipe(text);
  } catch (error) {
    return error instanceof RecipeError && error.isUnparsed ? await syntaxError(text) : error;
  }
}

test.each([
  ["a symbol that is not there", withStep("return { h: tanh(gates.a, nope) };"), 6, "nope is not defined"],
  [
    "a step that returns the wrong states",
    withStep("return { c: gates.a };"),
    1,
    "expected step to return the next h",
  ],
  ["a text that ends too early", "recipe({\n  name: 'a',", 2, "Unexpected token."],
  ["a text that cannot be parsed", withStep("return { h: = };"), 6, "Unexpected token."],
  ["an error of the reader's own", "const a = 1;\nthrow new RangeError('Too large.');", 2, "Too large."],
  ["what is no error", "throw 'nothing';", undefined, "nothing"],
  ["a text without a recipe", "tanh(3);", undefined, "makes no recipe"],
])("%s is reported at its line", async (_, text, line, message) => {
  const failure = await failureOf(text);
  expect(failure).toMatchObject({ name: "RecipeError", message: expect.stringContaining(message) });
  expect((failure as RecipeError).line).toBe(line);
});

test("a step that is too large, and one that reads what palindromes do not have, are refused", () => {
  const large = withStep("let h = gates.a; for (let i = 0; i < 500; i += 1) h = tanh(h); return { h };");
  expect(() => runRecipe(large)).toThrow("At most 400");
  const unknown = withStep("return { h: mul(gates.a, inputs.mask) };").replace(
    "state:",
    'inputs: ["mask"],\n  state:',
  );
  expect(() => runRecipe(unknown)).toThrow('only "time"');
});

test("an initialiser that returns another number of values is refused", () => {
  const text = cellSource("indrnn").replace("length: units", "length: 3");
  const made = runRecipe(text);
  expect(() => plainRecipe(made, seed(1), 5)).toThrow("returns 5 values for recurrent");
});
