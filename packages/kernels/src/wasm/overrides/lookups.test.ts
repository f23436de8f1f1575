import { seed } from "@tenetjs/core";
import { randomTensor } from "@tenetjs/testing";
import {
  dispose,
  gather,
  grad,
  mul,
  OneHot,
  oneHot,
  sum,
  type Tensor,
  tensor1d,
  tidy,
  UnsortedSegmentSum,
} from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { startWithOriginals } from "../../testing/with-originals.ts";

let withOriginal: Awaited<ReturnType<typeof startWithOriginals>>;
beforeAll(async () => {
  withOriginal = await startWithOriginals(UnsortedSegmentSum, OneHot);
});

describe("unsortedSegmentSum", () => {
  test("gives gather a gradient, which tfjs lacks on WASM", () => {
    const table = randomTensor(seed("table"), [5, 6]);
    const weights = randomTensor(seed("weights"), [4, 6]);
    const ids = tensor1d([1, 4, 1, 0], "int32");
    const loss = (table: Tensor) => sum(mul(gather(table, ids), weights));
    const gradient = () => grad(loss)(table);
    const found = gradient();
    expect(found.shape).toEqual([5, 6]);
    expect(() => withOriginal(UnsortedSegmentSum, gradient)).toThrow(/UnsortedSegmentSum/);
    dispose([table, weights, ids, found]);
  });
});

describe("oneHot", () => {
  test.each(["float32", "int32", "bool"] as const)("writes %s values", (dtype) => {
    const rows = tidy(() => read(oneHot(tensor1d([2, 0, -1, 3], "int32"), 3, 1, 0, dtype)));
    expect(rows).toEqual({ dtype, values: [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0] });
  });

  test("writes correct float32 values, unlike tfjs's kernel", () => {
    const values = () => tidy(() => [...oneHot(tensor1d([1], "int32"), 2, 0.5, -2, "float32").dataSync()]);
    expect(values()).toEqual([-2, 0.5]);
    expect(withOriginal(OneHot, values)).not.toEqual([-2, 0.5]);
  });
});

function read(tensor: Tensor) {
  return { dtype: tensor.dtype, values: [...tensor.dataSync()].map(Number) };
}
