import { seed } from "@tenetjs/core";
import { gradientMismatches, leakedTensors, randomTensor } from "@tenetjs/testing";
import {
  type DataType,
  dispose,
  gather,
  grad,
  mul,
  OneHot,
  oneHot,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
  UnsortedSegmentSum,
  unsortedSegmentSum,
} from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { startWithOriginals } from "../../testing/with-originals.ts";

let withOriginal: Awaited<ReturnType<typeof startWithOriginals>>;
beforeAll(async () => {
  withOriginal = await startWithOriginals(UnsortedSegmentSum, OneHot);
});

describe("unsortedSegmentSum", () => {
  test("adds each row to the row of its id and drops ids out of range", () => {
    const sums = (width: number, dtype: DataType) =>
      tidy(() => {
        const rows = Array.from({ length: 5 * width }, (_, index) => index);
        const ids = tensor1d([2, 0, 2, -1, 3], "int32");
        return [...unsortedSegmentSum(tensor(rows, [5, width], dtype), ids, 3).dataSync()];
      });
    for (const dtype of ["float32", "int32"] as const) {
      expect(sums(1, dtype)).toEqual([1, 0, 2]);
      expect(sums(5, dtype)).toEqual([5, 6, 7, 8, 9, 0, 0, 0, 0, 0, 10, 12, 14, 16, 18]);
    }
  });

  test("gives gather a gradient, which tfjs lacks on WASM", async () => {
    const table = randomTensor(seed("table"), [5, 6]);
    const weights = randomTensor(seed("weights"), [4, 6]);
    const ids = tensor1d([1, 4, 1, 0], "int32");
    const loss = (table: Tensor) => sum(mul(gather(table, ids), weights));
    expect(await gradientMismatches(loss, { table })).toEqual([]);
    const gradient = () => grad(loss)(table);
    expect(() => withOriginal(UnsortedSegmentSum, gradient)).toThrow(/UnsortedSegmentSum/);
    dispose([table, weights, ids]);
  });

  test("leaves nothing behind", async () => {
    const rows = randomTensor(seed("rows"), [4, 6]);
    const ids = tensor1d([1, 2, 1, 0], "int32");
    const leaked = await leakedTensors(() => {
      for (let step = 0; step < 100; step += 1) unsortedSegmentSum(rows, ids, 3).dispose();
    });
    expect(leaked).toBe(0);
    dispose([rows, ids]);
  });
});

describe("oneHot", () => {
  test.each(["float32", "int32", "bool"] as const)("gives %s values", (dtype) => {
    const rows = tidy(() => read(oneHot(tensor1d([2, 0, -1, 3], "int32"), 3, 1, 0, dtype)));
    expect(rows).toEqual({ dtype, values: [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0] });
  });

  test("gives float32 values that are what they should be, where tfjs's own are not", () => {
    const values = () => tidy(() => [...oneHot(tensor1d([1], "int32"), 2, 0.5, -2, "float32").dataSync()]);
    expect(values()).toEqual([-2, 0.5]);
    expect(withOriginal(OneHot, values)).not.toEqual([-2, 0.5]);
  });
});

function read(tensor: Tensor) {
  return { dtype: tensor.dtype, values: [...tensor.dataSync()].map(Number) };
}
