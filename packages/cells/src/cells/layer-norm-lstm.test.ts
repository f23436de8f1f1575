import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { largestDifference, numbersOf, onEachBackend, randomTensor } from "@tenetjs/testing";
import { mul, type Rank, type Tensor, zeros } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { scan } from "../scan.ts";
import { layerNormLstm } from "./layer-norm-lstm.ts";

const sizes = { inputSize: 4, hiddenSize: 5 };

await onEachBackend(() => {
  test("agrees with the paper's equations in float64", async () => {
    const layer = layerNormLstm(sizes);
    const params = layer.init(seed(1));
    const inputs = randomTensor(seed(2), [1, 6, 4]);
    const { outputs, state } = scan(layer, params, inputs);
    const expected = reference(
      await numbersOf(inputs),
      await numbersOf(params.wx),
      await numbersOf(params.wh),
      await numbersOf(params.b),
    );
    expect(largestDifference(await numbersOf(outputs), expected)).toBeLessThan(1e-5);
    disposeTree([params, inputs, outputs, state]);
  });

  test("does not depend on the scale of its inputs", async () => {
    const layer = layerNormLstm(sizes);
    const params = layer.init(seed(1));
    const inputs = randomTensor(seed(2), [1, 6, 4]);
    const larger = mul(inputs, 100);
    const [plain, scaled] = [inputs, larger].map((given) => scan(layer, params, given).outputs) as [
      Tensor,
      Tensor,
    ];
    // The 1e-5 under the square root does depend on it.
    expect(largestDifference(await numbersOf(scaled), await numbersOf(plain))).toBeLessThan(1e-3);
    disposeTree([params, inputs, larger, plain, scaled]);
  });
});

test("a parameter of the wrong size is refused by name", () => {
  const layer = layerNormLstm(sizes);
  const params = { ...layer.init(seed(1)), gainC: zeros<Rank.R1>([4]) };
  expect(() => scan(layer, params, zeros([1, 2, 4]))).toThrow(
    "layer-norm-lstm: expected gainC of shape [5], got [4]. Axis 0 is 4, not 5.",
  );
});

/** The outputs for one row, from a state of zeros, with gains of 1 and no bias of the memory, as a loop over numbers. */
function reference(inputs: number[], wx: number[], wh: number[], b: number[]): number[] {
  const { inputSize, hiddenSize: n } = sizes;
  const product = (x: number[], w: number[]) =>
    b.map((_, column) => x.reduce((sum, value, row) => sum + value * w[row * 4 * n + column]!, 0));
  const normalise = (x: number[]) => {
    const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
    const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
    return x.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
  };
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  let h = new Array<number>(n).fill(0);
  let c = [...h];
  return Array.from({ length: inputs.length / inputSize }, (_, step) => {
    const x = normalise(product(inputs.slice(step * inputSize, (step + 1) * inputSize), wx));
    const r = normalise(product(h, wh));
    const sums = b.map((bias, column) => x[column]! + r[column]! + bias);
    const gate = (index: number, unit: number) => sums[index * n + unit]!;
    c = c.map(
      (memory, unit) => sigmoid(gate(1, unit)) * memory + sigmoid(gate(0, unit)) * Math.tanh(gate(2, unit)),
    );
    h = normalise(c).map((memory, unit) => sigmoid(gate(3, unit)) * Math.tanh(memory));
    return h;
  }).flat();
}
