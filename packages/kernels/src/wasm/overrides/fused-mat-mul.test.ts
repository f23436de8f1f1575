import { seed } from "@tenetjs/core";
import { largestDifference, leakedTensors, randomTensor } from "@tenetjs/testing";
import {
  _FusedMatMul,
  add,
  dispose,
  elu,
  fused,
  leakyRelu,
  matMul,
  prelu,
  relu,
  relu6,
  sigmoid,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tidy,
} from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { startWithOriginals } from "../../testing/with-originals.ts";

let withOriginal: Awaited<ReturnType<typeof startWithOriginals>>;
beforeAll(async () => {
  withOriginal = await startWithOriginals(_FusedMatMul);
});

const alpha = 0.3;
const activations: Record<string, (x: Tensor, weights: Tensor) => Tensor> = {
  linear: (x) => x,
  relu: (x) => relu(x),
  relu6: (x) => relu6(x),
  elu: (x) => elu(x),
  sigmoid: (x) => sigmoid(x),
  leakyrelu: (x) => leakyRelu(x, alpha),
  prelu: (x, weights) => prelu(x, weights),
};

describe.each(Object.keys(activations))("with the activation %s", (activation) => {
  test.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])("the product is correct, transposed %s and %s, with and without a bias", (transposeA, transposeB) => {
    const { a, b, bias, weights } = operands(transposeA, transposeB);
    for (const given of [undefined, bias]) {
      const difference = tidy(() => {
        const found = fused.matMul({
          a,
          b,
          transposeA,
          transposeB,
          activation: activation as "linear",
          preluActivationWeights: weights,
          leakyreluAlpha: alpha,
          ...(given === undefined ? {} : { bias: given }),
        });
        const product = matMul(a, b, transposeA, transposeB);
        const apply = activations[activation] as (typeof activations)[string];
        const expected = apply(given === undefined ? product : add(product, given), weights);
        return largestDifference(found.dataSync(), expected.dataSync());
      });
      expect(difference).toBeLessThan(1e-5);
    }
    dispose([a, b, bias, weights]);
  });
});

test("the bias of a product with a transposed matrix of more than 48 rows is correct, unlike tfjs's", () => {
  const { a, b, bias, weights } = operands(false, true);
  const wrong = () =>
    tidy(() => {
      const found = fused.matMul({ a, b, transposeB: true, bias });
      return largestDifference(found.dataSync(), add(matMul(a, b, false, true), bias).dataSync());
    });
  expect(wrong()).toBeLessThan(1e-5);
  expect(() => expect(withOriginal(_FusedMatMul, wrong)).toBeLessThan(1e-5)).toThrow();
  dispose([a, b, bias, weights]);
});

test("fused products leak nothing", async () => {
  const { a, b, bias, weights } = operands(false, false);
  const leaked = await leakedTensors(() => {
    for (let step = 0; step < 100; step += 1) fused.matMul({ a, b, bias, activation: "relu" }).dispose();
  });
  expect(leaked).toBe(0);
  dispose([a, b, bias, weights]);
});

function operands(transposeA: boolean, transposeB: boolean) {
  const [m, k, n] = [7, 60, 64];
  const rng = seed("operands");
  return {
    a: randomTensor(rng, transposeA ? [k, m] : [m, k]) as Tensor2D,
    b: randomTensor(rng, transposeB ? [n, k] : [k, n]) as Tensor2D,
    bias: randomTensor(rng, [n], 5) as Tensor1D,
    weights: randomTensor(rng, [n]) as Tensor1D,
  };
}
