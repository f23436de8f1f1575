import "@tensorflow/tfjs-backend-cpu";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { numbersOf, randomTensor } from "@tenetjs/testing";
import type { Tensor } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import type { CellParams } from "./cell-params.ts";
import { dropout } from "./dropout.ts";
import { gru, lstm, rnn } from "./index.ts";
import { scan } from "./scan.ts";
import { stack } from "./stack.ts";

const below = lstm({ inputSize: 3, hiddenSize: 4 });
const above = gru({ inputSize: 4, hiddenSize: 2 });

test("each layer reads the outputs of the one before it", async () => {
  const both = stack(below, above);
  expect([both.inputSize, both.outputSize, both.name]).toEqual([3, 2, "stack(lstm, gru)"]);
  const params = both.init(seed(1));
  const [lower, upper] = params.layers as [CellParams, CellParams];
  const inputs = randomTensor(seed(2), [2, 5, 3]);
  const stacked = scan(both, params, inputs);
  const first = scan(below, lower, inputs);
  const second = scan(above, upper, first.outputs);
  expect(await numbersOf(stacked.outputs)).toEqual(await numbersOf(second.outputs));
  expect(await numbersOf(stacked.state)).toEqual(await numbersOf([first.state, second.state]));
  disposeTree([params, inputs, stacked, first, second] as Tensor[]);
});

test("a layer that occurs twice has separate parameters in each place", async () => {
  const layer = rnn({ inputSize: 3, hiddenSize: 3 });
  const both = stack(layer, layer);
  const params = both.init(seed(1));
  const [lower, upper] = params.layers as [CellParams, CellParams];
  expect(await numbersOf(lower)).not.toEqual(await numbersOf(upper));
  const inputs = randomTensor(seed(2), [2, 5, 3]);
  const all = scan(both, params, inputs);
  const last = scan(both, params, inputs, { keep: "last" });
  expect(await numbersOf(last.state)).toEqual(await numbersOf(all.state));
  expect(await numbersOf(last.outputs)).toEqual(
    (await numbersOf(all.outputs)).filter((_, i) => i % 15 >= 12),
  );
  disposeTree([params, inputs, all, last] as Tensor[]);
});

test("the seed determines what the layers of a stack drop", async () => {
  const layer = dropout(0.5, rnn({ inputSize: 3, hiddenSize: 3 }));
  const both = stack(layer, layer);
  const params = both.init(seed(1));
  const inputs = randomTensor(seed(2), [1, 40, 3]);
  const draw = (value: number) => scan(both, params, inputs, { training: true, rng: seed(value) }).outputs;
  expect(await numbersOf(draw(1))).toEqual(await numbersOf(draw(1)));
  expect(await numbersOf(draw(1))).not.toEqual(await numbersOf(draw(2)));
});

test("layers whose sizes do not fit, and an empty stack, are refused", () => {
  expect(() => stack(below, below)).toThrow(
    new RangeError(
      "stack: expected layer 1 (lstm) to read the 4 outputs of layer 0, got 3. Set its inputSize to the hiddenSize of the layer below.",
    ),
  );
  expect(() => stack()).toThrow(new RangeError("stack: expected at least one layer, got none."));
});
