import { disposeTree, leaves, type TensorTree } from "@tenetjs/core/tensors";
import { largestDifference, onEachBackend } from "@tenetjs/testing";
import { memory, tensor, tensor1d } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import golden from "../golden/clipping.golden.json" with { type: "json" };
import { clipByValue } from "./clip-by-value.ts";
import { clipByGlobalNorm, globalNorm } from "./global-norm.ts";
import type { Optimizer } from "./optimizer.ts";

await onEachBackend(() => {
  test.each(Object.entries(golden.byGlobalNorm))(
    "clipByGlobalNorm(%s) gives PyTorch's gradients",
    async (most, wanted) => {
      // PyTorch scales by most / (norm + 1e-6). Tenet leaves out the 1e-6, so its result is larger by this ratio.
      const ratio = wanted.norm > Number(most) ? 1 + 1e-6 / wanted.norm : 1;
      const [matrix, vector] = await update(clipByGlobalNorm(Number(most)), gradients());
      expectNear(
        matrix,
        wanted.matrix.values.map((value) => value * ratio),
      );
      expectNear(
        vector,
        wanted.vector.values.map((value) => value * ratio),
      );
    },
  );

  test.each(Object.entries(golden.byValue))(
    "clipByValue(%s) gives PyTorch's gradients",
    async (most, wanted) => {
      const [matrix, vector] = await update(clipByValue(Number(most)), gradients());
      expectNear(matrix, wanted.matrix.values);
      expectNear(vector, wanted.vector.values);
    },
  );

  test("globalNorm equals PyTorch's, and frees its intermediate tensors", async () => {
    const tree = gradients();
    const count = memory().numTensors;
    const norm = globalNorm(tree);
    expect(memory().numTensors).toBe(count + 1);
    expectNear(await norm.data(), [golden.byGlobalNorm[1].norm]);
    disposeTree([tree, norm]);
  });

  test("gradients within the limit are unchanged to the bit", async () => {
    expect(await update(clipByGlobalNorm(5), tensor1d([3, -4]))).toEqual([[3, -4]]);
    expect(await update(clipByGlobalNorm(5), tensor1d([0, 0]))).toEqual([[0, 0]]);
  });

  test.each([
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["a value whose square overflows", 1e30],
  ])("clipByGlobalNorm makes all gradients NaN when one contains %s", async (_, value) => {
    const [first, second] = await update(clipByGlobalNorm(1), [tensor1d([1, value]), tensor1d([2])]);
    expect([first, second]).toEqual([[Number.NaN, Number.NaN], [Number.NaN]]);
  });

  test("clipByValue makes only values that are not finite NaN", async () => {
    const values = [0.5, Number.NaN, Number.NEGATIVE_INFINITY, 7, -1e30];
    expect(await update(clipByValue(1), tensor1d(values))).toEqual([[0.5, Number.NaN, Number.NaN, 1, -1]]);
  });
});

function gradients() {
  const { matrix, vector } = golden.gradients;
  return { matrix: tensor(matrix.values, matrix.shape), vector: tensor(vector.values, vector.shape) };
}

async function update(optimizer: Optimizer, gradients: TensorTree): Promise<number[][]> {
  const { updates, state } = optimizer.update(gradients, {}, { params: gradients, step: 0 });
  const values = await Promise.all(leaves(updates).map(async (leaf) => [...(await leaf.data())]));
  disposeTree([gradients, updates, state]);
  return values;
}

/** No value is above 5, and a few float32 rounding errors of 6e-8 add up: those of the sum, the root, the quotient and the product. */
function expectNear(found: ArrayLike<number> | undefined, wanted: number[]): void {
  expect(largestDifference(found ?? [], wanted)).toBeLessThan(5e-7);
}
