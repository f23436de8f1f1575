import { cellNames, lstmRecipe, namedCell } from "@tenetjs/cells";
import { randomRecipes } from "@tenetjs/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as language from "../index.ts";
import { nodes, type Recipe, recipeSource } from "../index.ts";

/** The recipe that a text makes. */
function made(source: string): Recipe {
  return new Function(...Object.keys(language), `return ${source}`)(...Object.values(language)) as Recipe;
}

function expectSameGraph(remade: Recipe, recipe: Recipe): void {
  const { parameters, definitions: _, ...same } = recipe;
  expect(remade).toMatchObject(same);
  expect(remade.parameters.map(({ name }) => name)).toEqual(parameters.map(({ name }) => name));
  const sizes = [remade, recipe].map(({ next }) => nodes(...Object.values(next)).length);
  expect(sizes[0]).toBe(sizes[1]);
}

test("the source of the LSTM has a line for each of its equations", () => {
  expect(recipeSource(lstmRecipe)).toBe(`recipe({
  name: "lstm",
  gates: ["input", "forget", "candidate", "output"],
  state: ["h", "c"],
  memory: { keep: "forget", write: "input" },
  notation: { candidate: "g" },
  step: ({ gates, state }) => {
    const forget = sigmoid(gates.forget);
    const input = sigmoid(gates.input);
    const candidate = tanh(gates.candidate);
    const c = add(mul(forget, state.c), mul(input, candidate));
    const output = sigmoid(gates.output);
    const h = mul(output, tanh(c));
    return { h, c };
  },
});`);
});

test.each(cellNames.flatMap((name) => namedCell(name).recipe ?? []))(
  "the source of $name makes the same graph",
  (recipe) => expectSameGraph(made(recipeSource(recipe)), recipe),
);

test("the source of any recipe makes the same graph", () => {
  fc.assert(
    fc.property(randomRecipes, (recipe) => expectSameGraph(made(recipeSource(recipe)), recipe)),
    { numRuns: 50 },
  );
});

test("names that are no identifiers are quoted, and those of builders are left to the builders", () => {
  const odd = language.recipe({
    name: 'it is "odd"',
    gates: { "a b": "input", exp: "hidden", new: "both" },
    state: ["h"],
    step: ({ gates }) => ({
      h: language.add(
        language.tanh(gates["a b"]),
        language.exp(language.sigmoid(gates.exp)),
        language.relu(gates.new),
      ),
    }),
  });
  expectSameGraph(made(recipeSource(odd)), odd);
});

test("initialisers are written as they are given", () => {
  const { recipe } = namedCell("indrnn") as { recipe: Recipe };
  expect(recipeSource(recipe, { recurrent: "(_, units) => new Float32Array(units).fill(0.5)" })).toContain(
    "    recurrent: (_, units) => new Float32Array(units).fill(0.5),\n",
  );
});
