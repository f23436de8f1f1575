import { seed } from "@tenetjs/core";
import { largestDifference, leakedTensors, randomTensor } from "@tenetjs/testing";
import {
  BatchMatMul,
  broadcast_util,
  dispose,
  matMul,
  type Tensor,
  tensor,
  tidy,
  util,
} from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { isFaster } from "../../testing/is-faster.ts";
import { startWithOriginals } from "../../testing/with-originals.ts";

let withOriginal: Awaited<ReturnType<typeof startWithOriginals>>;
beforeAll(async () => {
  withOriginal = await startWithOriginals(BatchMatMul);
});

test("products of batches of any shapes that broadcast are correct", () => {
  const size = fc.integer({ min: 1, max: 9 });
  const axes = fc.array(
    fc.record({ size: fc.integer({ min: 1, max: 3 }), one: fc.constantFrom("a", "b", "none") }),
    {
      maxLength: 3,
    },
  );
  fc.assert(
    fc.property(
      size,
      size,
      size,
      fc.boolean(),
      fc.boolean(),
      axes,
      fc.nat(3),
      (m, k, n, transposeA, transposeB, axes, cut) => {
        const outer = (name: string) => axes.map(({ size, one }) => (one === name ? 1 : size));
        // Leading axes may be missing.
        const a = filled([
          ...outer("a").slice(Math.min(cut, axes.length)),
          ...(transposeA ? [k, m] : [m, k]),
        ]);
        const b = filled([...outer("b"), ...(transposeB ? [n, k] : [k, n])]);
        const product = matMul(a, b, transposeA, transposeB);
        expect(product.shape).toEqual([
          ...broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2)),
          m,
          n,
        ]);
        expect(
          largestDifference(product.dataSync(), plainProduct(a, b, transposeA, transposeB)),
        ).toBeLessThan(1e-5);
        dispose([a, b, product]);
      },
    ),
    { numRuns: 200 },
  );
});

test("products of batches that are broadcast on both sides are correct, unlike tfjs's", () => {
  const [a, b] = [filled([2, 1, 3, 4]), filled([1, 3, 4, 5])];
  const wrong = () => largestDifference(matMul(a, b).dataSync(), plainProduct(a, b, false, false));
  expect(wrong()).toBeLessThan(1e-5);
  expect(() => expect(withOriginal(BatchMatMul, wrong)).toBeLessThan(1e-5)).toThrow();
  dispose([a, b]);
});

test("a transposed product is at least twice as fast as tfjs's own", () => {
  const [a, b] = [filled([64, 128]), filled([64, 256])];
  const product = () => tidy(() => void matMul(a, b, true, false));
  expect(isFaster(2, product, () => withOriginal(BatchMatMul, product))).toBe(true);
  dispose([a, b]);
});

test("integers and matrices of mismatched sizes are refused with tfjs's errors", () => {
  const integers = tensor([1, 2, 3, 4], [2, 2], "int32");
  const [a, b] = [filled([2, 3]), filled([2, 3])];
  expect(() => matMul(integers, integers)).toThrow(/non-float32/);
  expect(() => matMul(a, b)).toThrow(/inner shapes/);
  dispose([integers, a, b]);
});

test("products of empty matrices are empty or zero", () => {
  const [a, b] = [tensor([], [2, 0], "float32"), tensor([], [0, 3], "float32")];
  const [zero, empty] = [matMul(a, b), matMul(b, b, false, true)];
  expect([...zero.dataSync()]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(empty.shape).toEqual([0, 0]);
  dispose([a, b, zero, empty]);
});

test("products leak nothing", async () => {
  const [a, b] = [filled([3, 20, 30]), filled([30, 40])];
  const leaked = await leakedTensors(() => {
    for (let step = 0; step < 100; step += 1) matMul(a, b).dispose();
  });
  expect(leaked).toBe(0);
  dispose([a, b]);
});

function filled(shape: number[]): Tensor {
  return randomTensor(seed(`values of ${shape}`), shape);
}

/** The product by definition, in float64. */
function plainProduct(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): number[] {
  const outer = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const [m, k] = transposed(a, transposeA);
  const [, n] = transposed(b, transposeB);
  const [valuesA, valuesB] = [a.bufferSync(), b.bufferSync()];
  return Array.from({ length: util.sizeFromShape([...outer, m, n]) }, (_, index) => {
    const place = util.indexToLoc(index, outer.length + 2, util.computeStrides([...outer, m, n]));
    const [i, j] = place.slice(-2) as [number, number];
    const at = (tensor: Tensor) =>
      tensor.shape
        .slice(0, -2)
        .map((size, axis) => (size === 1 ? 0 : place[axis + outer.length + 2 - tensor.rank]));
    let sum = 0;
    for (let l = 0; l < k; l += 1) {
      const left = valuesA.get(
        ...(at(a) as number[]),
        ...(transposeA ? [l, i] : [i, l]),
      ) as unknown as number;
      const right = valuesB.get(
        ...(at(b) as number[]),
        ...(transposeB ? [j, l] : [l, j]),
      ) as unknown as number;
      sum += left * right;
    }
    return sum;
  });
}

function transposed({ shape }: Tensor, transpose: boolean): [number, number] {
  const [rows, columns] = shape.slice(-2) as [number, number];
  return transpose ? [columns, rows] : [rows, columns];
}
