import { expect, test } from "vitest";
import {
  add,
  type Condition,
  div,
  type Expression,
  equations,
  less,
  mul,
  neg,
  recipe,
  sigmoid,
  tanh,
  updateRecipe,
  where,
} from "../index.ts";

/** Symbols as a program in JavaScript sees them: no compiler tells it what they are. */
// biome-ignore lint/suspicious/noExplicitAny: these tests do what TypeScript forbids.
type Untyped = any;

const cellOf = (step: (symbols: Untyped) => unknown, change: object = {}) =>
  recipe({ name: "cell", gates: ["a", "b"], state: ["h"], step: step as never, ...change } as never);

test.each<[string, (symbols: Untyped) => unknown, string]>([
  [
    "a gate that is not declared",
    ({ gates }) => ({ h: tanh(gates.forget) }),
    'recipe "cell": expected the gate to be one of a, b, got "forget". Declare it in the recipe, or correct the name.',
  ],
  [
    "a state that is not declared",
    ({ state }) => ({ h: neg(state.c) }),
    'recipe "cell": expected the state to be one of h, got "c".',
  ],
  [
    "an input of a recipe without inputs",
    ({ inputs }) => ({ h: neg(inputs.time) }),
    'recipe "cell": expected no input, got "time".',
  ],
  [
    "a misspelt kind of symbol",
    ({ gate }) => ({ h: gate.a }),
    'recipe "cell": expected step to read gates, state, parameters, inputs, got "gate".',
  ],
  [
    "a product by JavaScript's operator",
    ({ gates, state }) => ({ h: gates.a * state.h }),
    'gate "a": expected',
  ],
  [
    "a comparison by JavaScript's operator",
    ({ gates }) => ({ h: gates.b > 0 ? 1 : 0 }),
    'gate "b": expected',
  ],
  ["a negation by JavaScript's operator", ({ state }) => ({ h: -state.h }), 'state "h": expected'],
  [
    "a function of Math",
    ({ gates }) => ({ h: Math.tanh(mul(gates.a, 2) as Untyped) }),
    "the result of multiply: expected",
  ],
  ["a symbol in a text", ({ gates }) => ({ h: mul(Number(`${gates.a}`), 2) }), 'gate "a": expected'],
  [
    "a condition in place of a number",
    ({ gates }) => ({ h: mul(less(gates.a, 0) as Untyped, 2) }),
    "mul: expected numbers and expressions, got the condition less. Choose by a condition with where(condition, whenTrue, whenFalse).",
  ],
  [
    "a number in place of a condition",
    ({ gates }) => ({ h: where(true as Untyped, gates.a, 0) }),
    "where: expected a condition first, got true. Make one by less(x, y) or lessOrEqual(x, y), or pass `training`.",
  ],
  [
    "NaN",
    ({ gates }) => ({ h: mul(Number.NaN, gates.a) }),
    "mul: expected numbers and expressions, got NaN.",
  ],
  [
    "one operand too few",
    ({ gates }) => ({ h: (div as Untyped)(gates.a) }),
    "div: expected 2 operands, got 1.",
  ],
  ["a sum of one", ({ gates }) => ({ h: (add as Untyped)(gates.a) }), "add: expected two or more operands"],
  [
    "one operand too many",
    ({ gates }) => ({ h: mul(...(Object.values(gates).map(tanh as Untyped) as [Expression, Expression])) }),
    "tanh: expected 1 operand, got 3. In a map, write (x) => tanh(x).",
  ],
  [
    "a where without its last operand",
    ({ gates }) => ({ h: (where as Untyped)(less(0, gates.a), 1) }),
    "where: expected 3 operands, got 2.",
  ],
  [
    "a step that returns a symbol",
    ({ gates }) => gates.a,
    'step to return the next h, got gate "a". Return { h }.',
  ],
  ["a step that returns nothing", () => undefined, "expected step to return the next h, got undefined."],
  [
    "a step that returns something else",
    () => ({ h: "gates.a" }),
    'recipe "cell", the next h: expected numbers and expressions, got "gates.a".',
  ],
])("%s is refused", (_, step, message) => {
  expect(() => cellOf(step)).toThrow(message);
  expect(() => cellOf(step)).toThrow(TypeError);
});

test("the refusal of an operator says which builders to write", () => {
  expect(() => cellOf(({ gates, state }) => ({ h: gates.a * state.h }))).toThrow(
    'gate "a": expected the builders of @tenetjs/recipes, got an operator or a function of JavaScript, which cannot see the numbers of a symbol. ' +
      "Write mul(x, y) for x * y, add(x, y) for x + y, tanh(x) for Math.tanh(x), and where(less(0, x), y, z) for x > 0 ? y : z.",
  );
  const condition: Untyped = less(1, 2);
  expect(() => condition > (condition as Condition)).toThrow("the condition less: expected the builders");
});

test("symbols are plain data all the same", () => {
  const made = cellOf(({ gates }) => ({ h: sigmoid(gates.a) }));
  expect(JSON.parse(JSON.stringify(made.next))).toEqual(made.next);
  expect(structuredClone(made.next)).toEqual(made.next);
});

const same = ({ state }: Untyped) => ({ h: state.h });

test.each([
  [{ gates: undefined }, 'recipe "cell": expected gates to be a list of names, got undefined.'],
  [{ state: "h" }, 'recipe "cell": expected state to be a list of names, "h" among them, got "h".'],
  [{ step: undefined }, 'recipe "cell": expected step to be a function of symbols, got undefined.'],
  [
    { gate: ["c"] },
    'recipe "cell": expected options among name, gates, second, state, parameters, inputs, memory, notation, step, got "gate".',
  ],
  [
    { gates: { a: "inputs" } },
    'recipe "cell": expected gate "a" to be one of both, input, hidden, got "inputs".',
  ],
  [{ memory: { keep: "forget" } }, 'recipe "cell": expected names in memory among a, b, got "forget".'],
  [{ notation: { c: "c" } }, 'recipe "cell": expected names in notation among a, b, h, got "c".'],
  [
    { notation: { a: "z", b: "z" } },
    'recipe "cell": expected a symbol of its own for each name in notation, got z for a and for b.',
  ],
])("of a recipe's options, %j is refused", (change, message) => {
  expect(() => cellOf(same, change)).toThrow(message);
});

test("an update recipe refuses the same mistakes", () => {
  const updateOf = (step: (symbols: Untyped) => unknown, change: object = {}) =>
    updateRecipe({ name: "rule", slots: ["mean"], step: step as never, ...change } as never);
  expect(() => updateOf(({ slots }) => ({ update: slots.means }))).toThrow(
    'updateRecipe "rule": expected the slot to be one of mean, got "means".',
  );
  expect(() => updateOf(({ gradient }) => ({ update: -gradient }))).toThrow('gradient "gradient": expected');
  expect(() => updateOf(({ gradient }) => ({ updates: gradient }))).toThrow(
    "expected step to return { update } or { update, next }, got updates.",
  );
  expect(() => updateOf(({ gradient }) => gradient, { slot: [] })).toThrow(
    'expected options among name, slots, scalars, notation, step, got "slot".',
  );
});

test("symbols in equations are distinct", () => {
  const made = recipe({
    name: "crowded",
    gates: ["input", "inner", "bypass"],
    state: ["h"],
    step: ({ gates, state }) => ({
      h: add(mul(sigmoid(gates.input), tanh(gates.inner)), mul(sigmoid(gates.bypass), state.h)),
    }),
  });
  expect(equations(made)).toEqual([
    "\\mathrm{input}_t = \\sigma(x_t W_{x\\mathrm{input}} + h_{t-1} W_{h\\mathrm{input}} + b_\\mathrm{input})",
    "\\mathrm{inner}_t = \\tanh(x_t W_{x\\mathrm{inner}} + h_{t-1} W_{h\\mathrm{inner}} + b_\\mathrm{inner})",
    // The bias is b.
    "\\mathrm{bypass}_t = \\sigma(x_t W_{x\\mathrm{bypass}} + h_{t-1} W_{h\\mathrm{bypass}} + b_\\mathrm{bypass})",
    "h_t = \\mathrm{input}_t \\odot \\mathrm{inner}_t + \\mathrm{bypass}_t \\odot h_{t-1}",
  ]);
});
