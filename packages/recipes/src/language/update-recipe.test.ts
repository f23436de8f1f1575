import { adamRecipe, momentumRecipe } from "@tenetjs/training";
import { expect, test } from "vitest";
import { add, leaf, mul, neg } from "./builders.ts";
import { equations } from "./equations.ts";
import { updateRecipe } from "./update-recipe.ts";

test("a definition becomes an update and the next slots, by calling step once on symbols", () => {
  let calls = 0;
  const made = updateRecipe({
    name: "momentum",
    slots: ["velocity"],
    scalars: ["rate"],
    step: ({ gradient, slots, scalars }) => {
      calls += 1;
      const velocity = add(mul(0.9, slots.velocity), gradient);
      return { update: neg(mul(scalars.rate, velocity)), next: { velocity } };
    },
  });
  expect(calls).toBe(1);
  expect(made.slots).toEqual(["velocity"]);
  expect(made.scalars).toEqual(["rate"]);
  expect(Object.keys(made.next)).toEqual(["velocity"]);
});

test("the equations are those of the papers", () => {
  expect(equations(adamRecipe({ beta1: 0.9, beta2: 0.999, weightDecay: 0 }))).toEqual([
    "m_t = 0.9\\,m_{t-1} + 0.1\\,g_t",
    "v_t = 0.999\\,v_{t-1} + 0.001\\,g_t \\odot g_t",
    "\\theta_t - \\theta_{t-1} = -\\hat{\\eta}_t \\odot \\frac{m_t}{\\sqrt{v_t} + \\hat{\\epsilon}_t}",
  ]);
  expect(equations(momentumRecipe({ decay: 0.5, nesterov: true })).at(-1)).toBe(
    "\\theta_t - \\theta_{t-1} = -\\eta_t \\odot (g_t + 0.5\\,v_t)",
  );
});

test("a step that leaves out a slot, or returns one too many, is refused", () => {
  const returning = (next: object) => () =>
    updateRecipe({ name: "rule", slots: ["a"], step: () => ({ update: 0, next: next as { a: number } }) });
  expect(returning({})).toThrow(
    'updateRecipe "rule": expected step to return the next a, got nothing. Return one value for each slot.',
  );
  expect(returning({ a: 1, b: 2 })).toThrow("got a, b.");
  expect(() => updateRecipe({ name: "rule", slots: ["a"], step: () => ({ update: 0 }) })).toThrow(TypeError);
});

test("a symbol that the recipe does not declare is refused", () => {
  expect(() => updateRecipe({ name: "rule", step: () => ({ update: leaf("scalar", "rate") }) })).toThrow(
    'updateRecipe "rule": expected only symbols that the recipe declares (scalar: none), got "rate".',
  );
  expect(() => updateRecipe({ name: "rule", step: () => ({ update: leaf("gate", "a") }) })).toThrow(
    "(gate: none)",
  );
});

test("a name that is used twice is refused", () => {
  expect(() =>
    updateRecipe({ name: "rule", slots: ["a", "a"], step: () => ({ update: 0, next: { a: 0 } }) }),
  ).toThrow("expected each slot to have a name of its own, got a, a.");
});
