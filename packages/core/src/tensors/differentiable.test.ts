import { leakedTensors, numbersOf, onEachBackend } from "@tenetjs/testing";
import { dispose, grads, mul, sum, type Tensor, tensor1d } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { differentiable } from "./differentiable.ts";

/** x y, with gradients stated as 10 y and 10 x, which the tape would never compute. */
function product(x: Tensor, y: Tensor): Tensor {
  return differentiable(
    (a, b) => ({
      value: mul(a, b),
      saved: [a, b],
      gradient: (dy, [a, b]) => [mul(mul(dy, b as Tensor), 10), mul(mul(dy, a as Tensor), 10)],
    }),
    x,
    y,
  );
}

await onEachBackend(() => {
  test("returns the value of forward, and the gradients that forward states", async () => {
    const [x, y] = [tensor1d([1, 2]), tensor1d([3, 4])];
    const gradients = grads((a, b) => sum(product(a, b)))([x, y]);
    const value = product(x, y);
    expect(await numbersOf([value, ...gradients])).toEqual([3, 8, 30, 40, 10, 20]);
    dispose([x, y, value, ...gradients]);
  });

  test("frees what it saved", async () => {
    const [x, y] = [tensor1d([1, 2]), tensor1d([3, 4])];
    const leaked = await leakedTensors(() => {
      dispose(grads((a, b) => sum(product(a, b)))([x, y]));
      dispose(product(x, y));
    });
    expect(leaked).toBe(0);
    dispose([x, y]);
  });
});
