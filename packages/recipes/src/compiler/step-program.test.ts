import { gruRecipe, lstmRecipe, peepholeLstmRecipe, phasedRecipe, rnnRecipe } from "@tenetjs/cells";
import { randomRecipes } from "@tenetjs/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Recipe } from "../language/recipe.ts";
import { stepProgram } from "./step-program.ts";

const variant = { training: true, sharedInputs: ["time"] };
const compiled = (recipe: Recipe) => stepProgram(recipe, variant);
const dear = ["exp", "log", "sqrt", "sigmoid", "tanh", "divide", "modulo"];

test("saved values take the gates' slots: an LSTM needs one more, for tanh(c), an RNN and a GRU none", () => {
  expect(compiled(rnnRecipe).slots).toBe(1);
  expect(compiled(gruRecipe).slots).toBe(4);
  expect(compiled(lstmRecipe).slots).toBe(5);
  expect(compiled(peepholeLstmRecipe).slots).toBe(5);
});

test("an RNN saves nothing: its activation is its next state", () => {
  const { forward, infer } = compiled(rnnRecipe);
  expect(forward).toEqual(infer);
});

test("no transcendental function and no division is computed twice", () => {
  fc.assert(
    fc.property(randomRecipes, (recipe) => {
      for (const sharedInputs of [["time"], []]) {
        const { recomputed } = stepProgram(recipe, { training: true, sharedInputs });
        expect(recomputed.filter(({ operation }) => dear.includes(operation))).toEqual([]);
      }
    }),
  );
});

test("what all rows share is computed once for all: the openness of a temporal gate, when they share the time", () => {
  const recipe = phasedRecipe(lstmRecipe);
  const hasModulo = (stage: { instructions: readonly { operation: string }[] }) =>
    stage.instructions.some(({ operation }) => operation === "modulo");
  const shared = compiled(recipe);
  expect(shared.unitsVary).toBe(true);
  expect(hasModulo(shared.prepare)).toBe(true);
  expect(hasModulo(shared.forward)).toBe(false);
  const stamped = stepProgram(recipe, { training: true, sharedInputs: [] });
  expect(stamped.unitsVary).toBe(false);
  expect(hasModulo(stamped.forward)).toBe(true);
  // Still shared: tau and r_on, which follow from parameters alone.
  expect(stamped.prepare.instructions.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(["exp", "sigmoid"]),
  );
});

test("training conditions are decided when compiling", () => {
  const recipe = phasedRecipe(lstmRecipe, { leak: 0.1, leakAtTest: 0 });
  const test = stepProgram(recipe, { ...variant, training: false });
  expect(test.prepare.instructions.length).toBeLessThan(compiled(recipe).prepare.instructions.length);
});
