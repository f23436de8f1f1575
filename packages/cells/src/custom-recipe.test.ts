import { normal, seed, split } from "@tenetjs/core";
import { countValues, disposeTree } from "@tenetjs/core/tensors";
import { add, exp, mul, neg, parameterCount, recipe, sigmoid, sub, tanh } from "@tenetjs/recipes";
import { layerContract, numbersOf } from "@tenetjs/testing";
import { sin, type Tensor, tensor2d, zeros } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { type CellOptions, cell, type Layer, phased, scan } from "./index.ts";

/**
 * A custom cell: a gated unit whose state also decays over the gaps between steps, at a rate that each unit learns. The gaps are a step
 * input.
 */
const decaying = recipe({
  name: "decaying",
  gates: { update: "both", candidate: "input" },
  state: ["h"],
  parameters: {
    rate: (rng, hiddenSize) => {
      const draws = split(rng, "rate");
      return Float32Array.from({ length: hiddenSize }, () => normal(draws, -1, 0.1));
    },
  },
  inputs: ["gap"],
  memory: { keep: "update" },
  step: ({ gates, state, parameters, inputs }) => {
    const left = mul(state.h, exp(neg(mul(exp(parameters.rate), inputs.gap))));
    const update = sigmoid(gates.update);
    return { h: add(mul(update, left), mul(sub(1, update), tanh(gates.candidate))) };
  },
});

/** The cell with gaps derived from the time, because the contract provides no other step input. */
function withGaps(options: CellOptions, wrap: typeof cell = cell): Layer {
  const layer = wrap(decaying, options);
  return {
    ...layer,
    unroll: (params, inputs, run) => {
      const stepInputs = { ...run.stepInputs, gap: sin(run.stepInputs.time) };
      return layer.unroll(params as never, inputs, { ...run, stepInputs } as never);
    },
  } as Layer;
}

const sizes = { inputSize: 4, hiddenSize: 3 };

await layerContract("a custom recipe", () => withGaps(sizes));
await layerContract("a custom recipe behind a temporal gate", () =>
  withGaps(sizes, (made, options) =>
    phased(cell(made, options), { period: [2, 8], openRatio: 0.5, leak: 0.1 }),
  ),
);

const leaky = recipe({
  name: "leaky",
  gates: { write: "input", candidate: "input" },
  state: ["h"],
  step: ({ gates, state }) => {
    const write = sigmoid(gates.write);
    return { h: add(mul(sub(1, write), state.h), mul(write, gates.candidate)) };
  },
});

await layerContract("a recipe whose gates see only x", () => cell(leaky, sizes));

test("gates that see only x have no columns in wh", () => {
  const params = cell(leaky, sizes).init(seed(1));
  expect([params.wx.shape, params.wh.shape, params.b.shape]).toEqual([[4, 6], [3, 0], [6]]);
  expect(countValues(params)).toBe(parameterCount(leaky, sizes).total);
  disposeTree(params);
});

test("the state decays over the gaps as the formula says", async () => {
  const layer = cell(decaying, { ...sizes, bias: () => ({ update: new Float32Array(3).fill(100) }) });
  const params = layer.init(seed(1));
  const rates = await numbersOf(params.rate as Tensor);
  const inputs = zeros([1, 2, 4]);
  const state = { h: tensor2d([[1, 1, 1]]) };
  const gap = tensor2d([[0.5, 2]]);
  const { outputs, state: last } = scan(layer, params, inputs, { state, stepInputs: { gap } });
  const expected = [0.5, 2.5].flatMap((passed) => rates.map((rate) => Math.exp(-Math.exp(rate) * passed)));
  expect(await numbersOf(outputs)).toEqual(expected.map((value) => expect.closeTo(value, 5)));
  disposeTree([params, inputs, state, gap, outputs, last]);
});
