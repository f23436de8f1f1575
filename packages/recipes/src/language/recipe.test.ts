import { expect, test } from "vitest";
import { add, leaf, mul, sigmoid, tanh } from "./builders.ts";
import { checkRecipe, recipe } from "./recipe.ts";

test("a definition becomes gates, parameters and the next state, by calling step once on symbols", () => {
  let calls = 0;
  const made = recipe({
    name: "leaky",
    gates: { candidate: "both", reset: "input", recall: "hidden" },
    state: ["h"],
    parameters: { leak: (_, hiddenSize) => new Float32Array(hiddenSize) },
    inputs: ["gap"],
    step: ({ gates, state, parameters, inputs }) => {
      calls += 1;
      expect(gates.reset).toEqual({ kind: "leaf", role: "gate", name: "reset" });
      expect(inputs.gap).toEqual({ kind: "leaf", role: "input", name: "gap" });
      return { h: add(mul(parameters.leak, state.h), tanh(gates.candidate)) };
    },
  });
  expect(calls).toBe(1);
  expect(made.gates).toEqual([
    { name: "candidate", from: "both" },
    { name: "reset", from: "input" },
    { name: "recall", from: "hidden" },
  ]);
  expect(made.parameters.map(({ name }) => name)).toEqual(["leak"]);
});

test("a plain number is a constant", () => {
  const made = recipe({ name: "one", gates: ["a"], state: ["h"], step: () => ({ h: 1 }) });
  expect(made.next).toEqual({ h: { kind: "constant", value: 1 } });
});

test("a symbol is the same node wherever it is asked for", () => {
  expect(leaf("state", "h")).toBe(leaf("state", "h"));
  expect(leaf("state", "h")).not.toBe(leaf("gate", "h"));
});

const sound = { name: "cell", gates: ["a"], state: ["h"] } as const;

test("a recipe without the state h is refused", () => {
  const make = () => recipe({ ...sound, state: ["c"], step: ({ gates }) => ({ c: gates.a }) });
  expect(make).toThrow(new TypeError('recipe "cell": expected a state named "h", the output, got c.'));
});

test("a recipe without gates is refused", () => {
  const make = () => recipe({ ...sound, gates: [], step: ({ state }) => ({ h: state.h }) });
  expect(make).toThrow(
    /expected at least one gate, got none\. Without one, the cell reads neither x nor h\./,
  );
});

test.each([
  ["gate", { gates: ["a", "a"] }, "a, a"],
  ["state", { state: ["h", "h"] }, "h, h"],
  ["input", { inputs: ["gap", "gap"] }, "gap, gap"],
])("a %s that is named twice is refused", (role, change, shown) => {
  const make = () => recipe({ ...sound, ...change, step: ({ gates }) => ({ h: tanh(gates.a!) }) });
  expect(make).toThrow(
    new TypeError(`recipe "cell": expected each ${role} to have a name of its own, got ${shown}.`),
  );
});

test.each(["wx", "wh", "b"])("a parameter may not be named %s, as the weights are", (name) => {
  const parameters = { [name]: () => new Float32Array(1) };
  const make = () => recipe({ ...sound, parameters, step: ({ gates }) => ({ h: gates.a }) });
  expect(make).toThrow(`expected parameter names other than wx, wh and b, got "${name}".`);
});

test("a step that leaves out a state, or returns one too many, is refused", () => {
  // A program in JavaScript has no compiler to tell it.
  const returning = (next: object) => () =>
    recipe({ ...sound, state: ["h", "c"], step: () => next as { h: number; c: number } });
  expect(returning({ h: 1 })).toThrow(
    'recipe "cell": expected step to return the next c, h, got h. Return one value for each state.',
  );
  expect(returning({ h: 1, c: 1, d: 1 })).toThrow(/got c, d, h\./);
  expect(returning({})).toThrow(/got nothing\./);
});

test("a symbol that the recipe does not declare is refused", () => {
  const make = () => recipe({ ...sound, step: () => ({ h: sigmoid(leaf("gate", "b")) }) });
  expect(make).toThrow('recipe "cell": expected only symbols that the recipe declares (gate: a), got "b".');
  const timed = () => recipe({ ...sound, step: () => ({ h: leaf("input", "time") }) });
  expect(timed).toThrow(/\(input: none\), got "time"/);
});

test("a recipe that was changed is checked as a new one is", () => {
  const made = recipe({ ...sound, step: ({ gates }) => ({ h: gates.a }) });
  expect(checkRecipe(made)).toBe(made);
  expect(() => checkRecipe({ ...made, gates: [{ name: "z", from: "both" }] })).toThrow(TypeError);
});
