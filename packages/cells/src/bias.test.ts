import "@tensorflow/tfjs-backend-cpu";
import { seed } from "@tenetjs/core";
import { numbersOf } from "@tenetjs/testing";
import { expect, test } from "vitest";
import { type BiasInitialiser, chrono, forgetBias } from "./bias.ts";
import { gru, gruRecipe, lstm, lstmRecipe, rnn, rnnRecipe } from "./index.ts";

const sizes = { inputSize: 2, hiddenSize: 3 };

test("forgetBias sets the bias of the gate that keeps memory, and of no other", async () => {
  // The LSTM's order is input, forget, candidate, output; the GRU's is reset, update, candidate, recall.
  const biases = async (make: typeof lstm) =>
    numbersOf(make({ ...sizes, bias: forgetBias(2) }).init(seed(1)).b);
  expect(await biases(lstm)).toEqual([0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0]);
  expect(await biases(gru)).toEqual([0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0]);
  expect(await biases(rnn)).toEqual([0, 0, 0]);
});

test("an LSTM's forget bias starts at 1", async () => {
  expect((await numbersOf(lstm(sizes).init(seed(1)).b)).slice(3, 6)).toEqual([1, 1, 1]);
});

test("chrono makes memories last from 1 to the given number of steps, and writes as much as it forgets", () => {
  const { forget, input, ...others } = chrono(100)(lstmRecipe, seed("chrono"), 2000);
  expect(others).toEqual({});
  const kept = [...forget!];
  expect(input).toEqual(forget!.map((value) => -value));
  // A unit with sigmoid(b) = 1 - 1 / T keeps its memory for T = 1 + e^b steps, so e^b ~ U(1, 99) gives T ~ U(2, 100).
  const lengths = kept.map((value) => Math.exp(value));
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...lengths)).toBeLessThan(99.01);
  const mean = lengths.reduce((sum, value) => sum + value, 0) / lengths.length;
  // Four standard errors of the mean of 2000 draws from U(1, 99).
  expect(Math.abs(mean - 50)).toBeLessThan(2.6);
});

test("chrono sets the biases of the gates that a cell has: the update gate of a GRU, none of an RNN", () => {
  expect(Object.keys(chrono(10)(gruRecipe, seed(0), 4))).toEqual(["update"]);
  expect(chrono(10)(rnnRecipe, seed(0), 4)).toEqual({});
});

test("a gate that writes, and keeps what it does not write, starts at minus the bias of a gate that keeps", () => {
  const { memory: _, ...gru } = gruRecipe;
  const coupled = { ...gru, memory: { write: "update" } };
  expect(forgetBias(2)(coupled, seed(0), 3)).toEqual({ update: Float32Array.of(-2, -2, -2) });
  const kept = chrono(10)(gruRecipe, seed(0), 4).update!;
  expect(chrono(10)(coupled, seed(0), 4)).toEqual({ update: kept.map((value) => -value) });
});

test("values out of range are refused", () => {
  expect(() => forgetBias(Number.NaN)).toThrow("forgetBias: expected a finite number, got NaN.");
  for (const longest of [2.9, Number.POSITIVE_INFINITY, Number.NaN])
    expect(() => chrono(longest)).toThrow(
      /^chrono: expected the longest dependency to be a finite number of at least 3 steps/,
    );
});

test("a custom bias initialiser has to name an existing gate and return the right number of values", () => {
  const init = (bias: BiasInitialiser) => () => lstm({ ...sizes, bias }).init(seed(1));
  expect(init(() => ({ forgot: new Float32Array(3) }))).toThrow(
    new RangeError('lstm: expected biases for its gates (input, forget, candidate, output), got "forgot".'),
  );
  expect(init(() => ({ forget: new Float32Array(4) }))).toThrow(
    "lstm: expected an initialiser that returns 3 values for b of gate forget, got 4.",
  );
});
