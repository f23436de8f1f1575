import { seed } from "@tenetjs/core";
import { gradientMismatches, largestDifference, leakedTensors, randomTensor } from "@tenetjs/testing";
import {
  cast,
  dispose,
  gather,
  greater,
  mul,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  unsortedSegmentSum,
  zeros,
} from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { onKernelBackends } from "../testing/on-kernel-backends.ts";

await onKernelBackends(() => {
  test.each(["float32", "int32"] as const)(
    "rows of %s are added to the row of their id, and ids out of range are dropped",
    async (dtype) => {
      const sums = (width: number) => {
        const rows = Array.from({ length: 5 * width }, (_, index) => index);
        return read(
          unsortedSegmentSum(tensor(rows, [5, width], dtype), tensor1d([2, 0, 2, -1, 3], "int32"), 3),
        );
      };
      expect(await sums(1)).toEqual([1, 0, 2]);
      expect(await sums(5)).toEqual([5, 6, 7, 8, 9, 0, 0, 0, 0, 0, 10, 12, 14, 16, 18]);
    },
  );

  test("many rows of many columns are added accurately, with the same result each time", async () => {
    const [rows, width, segments] = [4500, 70, 3];
    const x = randomTensor(seed("x"), [rows, width]);
    const ids = Int32Array.from({ length: rows }, (_, row) => (row * row + 1) % segments);
    const expected = new Float64Array(segments * width);
    const values = await x.data();
    ids.forEach((id, row) => {
      for (let column = 0; column < width; column += 1) {
        const at = id * width + column;
        expected[at] = (expected[at] as number) + (values[row * width + column] as number);
      }
    });
    const found = await read(unsortedSegmentSum(x, tensor1d(ids, "int32"), segments));
    // Sums reach about 100, where one unit in the last place is 8e-6: 3000 random roundings of up to half of it add up to 2e-4.
    expect(largestDifference(found, expected)).toBeLessThan(2e-4);
    expect(await read(unsortedSegmentSum(x, tensor1d(ids, "int32"), segments))).toEqual(found);
    x.dispose();
  });

  test("booleans that were cast to floats are added as floats", async () => {
    const hits = cast(greater(tensor([1, 5, 6, 7, 2, 8], [3, 2]), 4), "float32");
    expect(await read(unsortedSegmentSum(hits, tensor1d([1, 1, 0], "int32"), 2))).toEqual([0, 1, 1, 2]);
  });

  test("the sum of no rows is zeros", async () => {
    const sums = unsortedSegmentSum(zeros([0, 2]), tensor1d([], "int32"), 2);
    expect(await read(sums)).toEqual([0, 0, 0, 0]);
  });

  test("a lookup returns the rows of its ids, for integers and floats", async () => {
    for (const dtype of ["float32", "int32"] as const) {
      const table = tensor([1, 2, 3, 4, 5, 6], [3, 2], dtype);
      expect(await read(gather(table, tensor1d([2, 0, 2], "int32")))).toEqual([5, 6, 1, 2, 5, 6]);
    }
  });

  test("a lookup has a gradient", async () => {
    const table = randomTensor(seed("table"), [5, 6]);
    const weights = randomTensor(seed("weights"), [4, 6]);
    const ids = tensor1d([1, 4, 1, 0], "int32");
    const loss = (table: Tensor) => sum(mul(gather(table, ids), weights));
    expect(await gradientMismatches(loss, { table })).toEqual([]);
    dispose([table, weights, ids]);
  });

  test("leaks no tensors", async () => {
    const rows = randomTensor(seed("rows"), [4, 6]);
    const ids = tensor1d([1, 2, 1, 0], "int32");
    const leaked = await leakedTensors(() => {
      for (let step = 0; step < 100; step += 1) unsortedSegmentSum(rows, ids, 3).dispose();
    });
    expect(leaked).toBe(0);
    dispose([rows, ids]);
  });
});

async function read(tensor: Tensor): Promise<number[]> {
  const values = [...(await tensor.data())];
  tensor.dispose();
  return values;
}
