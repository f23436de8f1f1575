import { largestDifference, numbersOf, onEachBackend } from "@tenetjs/testing";
import {
  grad,
  matMul,
  mul,
  sum,
  type Tensor,
  type Tensor2D,
  tensor1d,
  tensor2d,
} from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { rowLookup } from "./row-lookup.ts";

await onEachBackend(() => {
  const ids = [2, 0, 2, 1];
  const weights = [1, 2, 3, 4, 5, 6, 7, 8];
  const table = () => tensor2d([0.5, -1, 2, 3, -4, 5], [3, 2]);

  test("returns the row of each id", async () => {
    const rows = rowLookup(table(), tensor1d(ids, "int32"));
    expect(await numbersOf(rows)).toEqual([-4, 5, 0.5, -1, -4, 5, 2, 3]);
  });

  test("adds the gradients of an id that occurs twice", async () => {
    const loss = (rows: Tensor) =>
      sum(mul(rowLookup(rows as Tensor2D, tensor1d(ids, "int32")), tensor2d(weights, [4, 2])));
    expect(await numbersOf(grad(loss)(table()))).toEqual([3, 4, 7, 8, 1 + 5, 2 + 6]);
  });

  test("equals the product with one-hot vectors", async () => {
    const hot = tensor2d([0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0], [4, 3]);
    const product = await numbersOf(matMul(hot, table()));
    const rows = await numbersOf(rowLookup(table(), tensor1d(ids, "int32")));
    expect(largestDifference(rows, product)).toBe(0);
  });
});
