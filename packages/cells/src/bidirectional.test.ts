import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { largestDifference, numbersOf, onEachBackend, randomTensor } from "@tenetjs/testing";
import { concat, reverse, slice, type Tensor, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { bidirectional, gru, lstm, scan } from "./index.ts";

const sizes = { inputSize: 4, hiddenSize: 3 };
const layer = bidirectional(lstm(sizes), lstm(sizes));

test("the two directions may be of two kinds and widths", () => {
  const mixed = bidirectional(lstm(sizes), gru({ ...sizes, hiddenSize: 2 }));
  expect([mixed.name, mixed.inputSize, mixed.outputSize]).toEqual(["bidirectional(lstm, gru)", 4, 5]);
});

test("two directions that read inputs of different sizes are refused", () => {
  expect(() => bidirectional(lstm(sizes), lstm({ ...sizes, inputSize: 5 }))).toThrow(
    new RangeError(
      "bidirectional: expected a backward layer (lstm) that reads inputs of 4 numbers, as the forward layer does, got 5.",
    ),
  );
});

await onEachBackend(() => {
  test("each step has what forward knows of the past and backward of the future; the last output has both wholes", async () => {
    const params = layer.init(seed(1));
    const inputs = randomTensor(seed(2), [2, 5, 4]);
    const [one, other] = [lstm(sizes), lstm(sizes)];
    const found = scan(layer, params, inputs);
    const last = scan(layer, params, inputs, { keep: "last" });
    const expected = tidy(() => {
      const forward = scan(one, params.forward, inputs).outputs;
      const backward = reverse(scan(other, params.backward, reverse(inputs, 1)).outputs, 1);
      const ends = [slice(forward, [0, 4, 0], [2, 1, 3]), slice(backward, [0, 0, 0], [2, 1, 3])];
      return { all: concat([forward, backward], 2), last: concat(ends, 2) };
    });
    const difference = async (a: Tensor, b: Tensor) =>
      largestDifference(await numbersOf(a), await numbersOf(b));
    expect(await difference(found.outputs, expected.all)).toBeLessThan(1e-6);
    expect(await difference(last.outputs, expected.last)).toBeLessThan(1e-6);
    disposeTree([params, inputs, found, last, expected]);
  });

  test("a padded row gives what the row without its padding does, whatever the padding holds", async () => {
    const params = layer.init(seed(1));
    const inputs = randomTensor(seed(2), [1, 5, 4]);
    const mask = tensor2d([[1, 1, 1, 0, 0]]);
    const short = tidy(() => slice(inputs, [0, 0, 0], [1, 3, 4]));
    const padded = scan(layer, params, inputs, { mask });
    const whole = scan(layer, params, short);
    const real = tidy(() => slice(padded.outputs, [0, 0, 0], [1, 3, 6]));
    expect(largestDifference(await numbersOf(real), await numbersOf(whole.outputs))).toBeLessThan(1e-6);
    disposeTree([params, inputs, mask, short, padded, whole, real]);
  });
});
