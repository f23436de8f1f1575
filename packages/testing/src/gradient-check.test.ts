import { differentiable } from "@tenetjs/core/tensors/internals";
import { dispose, mul, relu, square, sum, type Tensor, tensor1d } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { onEachBackend } from "./backends.ts";
import { gradientMismatches } from "./gradient-check.ts";
import { leakedTensors } from "./leak-check.ts";

/** x^2, with a stated gradient of 2 x times `factors`. */
function squareWithGradient(x: Tensor, factors: Tensor): Tensor {
  return differentiable(
    (x) => ({
      value: square(x),
      saved: [x],
      gradient: (dy, [x]) => [mul(dy, mul(mul(2, x as Tensor), factors))],
    }),
    x,
  );
}

await onEachBackend(() => {
  test("finds the entries whose gradient is wrong, and leaks no tensors", async () => {
    const x = tensor1d([1, 2, -1, 0.5]);
    const right = tensor1d([1, 1, 1, 1]);
    const wrong = tensor1d([1, 1.1, 1, Number.NaN]);
    const leaked = await leakedTensors(async () => {
      expect(await gradientMismatches((x) => sum(squareWithGradient(x, right)), { x })).toEqual([]);
      expect(await gradientMismatches((x) => sum(squareWithGradient(x, wrong)), { x })).toEqual([
        { input: "x", entry: 1, expected: expect.closeTo(4, 3), got: expect.closeTo(4.4, 3) },
        { input: "x", entry: 3, expected: expect.closeTo(1, 3), got: Number.NaN },
      ]);
    });
    expect(leaked).toBe(0);
    dispose([x, right, wrong]);
  });

  test("is not misled by a corner near an entry", async () => {
    const x = tensor1d([0.01, -1e-4, 1]);
    expect(await gradientMismatches((x) => sum(relu(x)), { x })).toEqual([]);
    x.dispose();
  });
});
