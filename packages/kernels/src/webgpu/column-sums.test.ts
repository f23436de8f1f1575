import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { largestDifference, leakedTensors, randomTensor, webgpuForTests } from "@tenetjs/testing";
import { cast, greater, sum, type Tensor, tensor } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { beforeAll, describe, expect, test } from "vitest";
import { registerKernels } from "../register-kernels.ts";
import { dispatchesOf } from "../testing/dispatches.ts";

const webgpu = await webgpuForTests();

describe.skipIf(!webgpu.available)("on webgpu", () => {
  beforeAll(async () => {
    registerKernels();
    await start("webgpu", { forwardSmallToCpu: false });
  });

  test.each([
    { shape: [45, 37], axes: [0] },
    { shape: [3, 20, 5], axes: [0, 1] },
    { shape: [3, 20, 5], axes: [1, 0] },
    { shape: [1, 1], axes: [0] },
    { shape: [3, 4, 2], axes: [1] },
    { shape: [3, 4], axes: [1] },
    { shape: [3, 4], axes: [0, 1] },
  ])("the sum of $shape over axes $axes is correct", async ({ shape, axes }) => {
    const x = randomTensor(seed("x"), shape);
    const values = await x.data();
    for (const keepDims of [false, true]) {
      const found = sum(x, axes, keepDims);
      const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      expect(found.shape).toEqual(keepDims ? kept : shape.filter((_, axis) => !axes.includes(axis)));
      expect(largestDifference(await found.data(), exactSums([...values], shape, axes))).toBeLessThan(1e-6);
      found.dispose();
    }
    x.dispose();
  });

  test("sums over leading axes take one dispatch and leak nothing", async () => {
    const x = randomTensor(seed("x"), [45, 37]);
    const sums: Tensor[] = [];
    expect(await leakedTensors(() => sum(x, 0).dispose())).toBe(0);
    expect(await dispatchesOf(() => sums.push(sum(x, 0)))).toBe(1);
    for (const tensor of [x, ...sums]) tensor.dispose();
  });

  test("integers, and booleans that were cast to floats, are summed correctly", async () => {
    const whole = sum(tensor([1, 2, 3, 2 ** 24, 1, 0], [3, 2], "int32"), 0);
    expect([whole.dtype, ...(await whole.data())]).toEqual(["int32", 5, 2 ** 24 + 2]);
    const hits = sum(cast(greater(tensor([1, 5, 6, 7, 2, 8], [3, 2]), 4), "float32"), 0);
    expect([...(await hits.data())]).toEqual([1, 3]);
  });
});

/** The sums over `axes` in float64, in the order of the other axes. */
function exactSums(values: number[], shape: number[], axes: number[]): number[] {
  const sums = new Map<string, number>();
  values.forEach((value, index) => {
    let left = index;
    const place = shape.toReversed().map((size) => {
      const at = left % size;
      left = (left - at) / size;
      return at;
    });
    const kept = place
      .toReversed()
      .filter((_, axis) => !axes.includes(axis))
      .join();
    sums.set(kept, (sums.get(kept) ?? 0) + value);
  });
  return [...sums.values()];
}
