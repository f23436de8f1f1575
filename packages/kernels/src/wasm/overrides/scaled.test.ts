import { seed } from "@tenetjs/core";
import { leakedTensors, randomTensor } from "@tenetjs/testing";
import { Multiply, mul, scalar, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { startWithOriginals } from "../../testing/with-originals.ts";

let withOriginal: Awaited<ReturnType<typeof startWithOriginals>>;
beforeAll(async () => {
  withOriginal = await startWithOriginals(Multiply);
});

test.each([
  [[7, 5], []],
  [[], [7, 5]],
  [[33], [1]],
  [[3], [1, 1]],
  [[1], [1]],
  [[], []],
  [[0, 3], []],
  [[2, 3], [3]],
] as const)("products of tensors of the shapes %j and %j are tfjs's", (left, right) => {
  tidy(() => {
    const [a, b] = [left, right].map((shape, index) => randomTensor(seed(index), [...shape])) as [
      Tensor,
      Tensor,
    ];
    const [found, expected] = [mul(a, b), withOriginal(Multiply, () => mul(a, b))];
    expect(found.shape).toEqual(expected.shape);
    expect(found.dataSync()).toEqual(expected.dataSync());
  });
});

test("a product with 1 outlives its operand, and nothing leaks", async () => {
  const leaked = await leakedTensors(() => {
    const x = tensor([1, Number.NaN, -0]);
    const one = scalar(1);
    const product = mul(x, one);
    x.dispose();
    one.dispose();
    expect([...product.dataSync()]).toEqual([1, Number.NaN, -0]);
    product.dispose();
  });
  expect(leaked).toBe(0);
});

test("integers are multiplied as before", () => {
  tidy(() => {
    const product = mul(tensor([1, 2], [2], "int32"), scalar(3, "int32"));
    expect(product.dtype).toBe("int32");
    expect([...product.dataSync()]).toEqual([3, 6]);
  });
});
