import { gruRecipe, lstmRecipe, phasedRecipe } from "@tenetjs/cells";
import { expect, test } from "vitest";
import { evaluateStep } from "./evaluate.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

test("a step of an LSTM is its equations", () => {
  const gates = { input: 0.3, forget: -0.2, candidate: 1.1, output: 0.4 };
  const { h, c } = evaluateStep(lstmRecipe, { gates, state: { h: 9, c: 0.7 } });
  const expected = sigmoid(-0.2) * 0.7 + sigmoid(0.3) * Math.tanh(1.1);
  expect(c).toBeCloseTo(expected, 15);
  expect(h).toBeCloseTo(sigmoid(0.4) * Math.tanh(expected), 15);
});

test("a step of a GRU is its equations", () => {
  const gates = { reset: 0.5, update: 0.1, candidate: -0.3, recall: 0.8 };
  const { h } = evaluateStep(gruRecipe, { gates, state: { h: 0.25 } });
  const update = sigmoid(0.1);
  expect(h).toBeCloseTo((1 - update) * Math.tanh(-0.3 + sigmoid(0.5) * 0.8) + update * 0.25, 15);
});

test("parameters, inputs and whether it is training are read", () => {
  const recipe = phasedRecipe(lstmRecipe, { leak: 0.1, leakAtTest: 0 });
  const numbers = {
    gates: { input: 0, forget: 0, candidate: 1, output: 0 },
    state: { h: 0.5, c: 0.5 },
    // A period of 1, open for half of it: at 0.75 the gate is closed.
    parameters: { logPeriod: 0, openLogit: 0, shift: 0 },
    inputs: { time: 0.75 },
  };
  expect(evaluateStep(recipe, numbers)).toEqual({ h: 0.5, c: 0.5 });
  expect(evaluateStep(recipe, { ...numbers, training: true }).h).not.toBe(0.5);
});

test("a number that is missing makes what depends on it NaN", () => {
  expect(evaluateStep(lstmRecipe, { gates: {}, state: { h: 0, c: 0 } }).h).toBeNaN();
});
