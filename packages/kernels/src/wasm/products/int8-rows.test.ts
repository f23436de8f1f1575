import { start } from "@tenetjs/backends";
import { int8Matrix, valuesOf } from "@tenetjs/cells/internals";
import { seed, uniform } from "@tenetjs/core";
import { backend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { registerKernels } from "../../register-kernels.ts";
import { kernelsOf } from "../module/kernels.ts";
import { aligned } from "../module/scratch.ts";
import { callNow } from "../threads/call.ts";
import { int8Values, multiplyInt8RowsCall, packInt8 } from "./int8-rows.ts";

beforeAll(async () => {
  registerKernels();
  await start("wasm");
});

const products = fc.record({
  m: fc.integer({ min: 1, max: 4 }),
  n: fc.integer({ min: 1, max: 70 }),
  k: fc.integer({ min: 1, max: 40 }),
  gap: fc.integer({ min: 0, max: 3 }),
  transposeB: fc.boolean(),
  accumulate: fc.boolean(),
  rng: fc.nat().map((number) => seed(number)),
});

test("weights are rounded as int8Matrix rounds them, and rows to 16 bits", () => {
  fc.assert(
    fc.property(products, ({ m, n, k, gap, transposeB, accumulate, rng }) => {
      const kernels = kernelsOf(backend());
      const [stored, ldb] = transposeB ? [n, k + gap] : [k, n + gap];
      const places = int8Values({ n, k });
      const block = kernels.allocate(4 * (stored * ldb + m * (k + n) + places.blocks + places.scales) + 256);
      let next = aligned(block);
      const take = (values: number) => {
        const at = next;
        next = aligned(next + values * 4);
        return at;
      };
      const [b, a, c] = [take(stored * ldb), take(m * k), take(m * n)];
      const [blocks, scales] = [take(places.blocks), take(places.scales)];
      const random = (at: number, count: number) => {
        const values = new Float32Array(kernels.memory.buffer, at, count);
        for (let index = 0; index < count; index += 1) values[index] = uniform(rng, -1, 1);
        return values;
      };
      const [given, rows, out] = [random(b, stored * ldb), random(a, m * k), random(c, m * n)];
      const before = Float32Array.from(out);
      packInt8(kernels, { n, k, b, ldb, transposeB }, { blocks, scales });
      const product = { m, n, k, a, c, accumulate };
      callNow(multiplyInt8RowsCall(kernels, product, { blocks, scales }, kernels.workspace()));

      const expected = int8Matrix(given, { rows: k, columns: n, transposed: transposeB, stride: ldb });
      expect([...new Float32Array(kernels.memory.buffer, scales, n)]).toEqual([...expected.scales]);
      const bytes = new Int8Array(kernels.memory.buffer, blocks, places.blocks * 4);
      expect([...expected.integers.keys()].map((index) => bytes[placeOf(index, n, k)])).toEqual([
        ...expected.integers,
      ]);
      const weights = valuesOf(expected);
      for (let row = 0; row < m; row += 1) {
        const ofRow = rows.subarray(row * k, (row + 1) * k);
        const most = Math.max(...ofRow.map(Math.abs));
        for (let column = 0; column < n; column += 1) {
          let sum = accumulate ? before[row * n + column]! : 0;
          let bound = 1e-6;
          ofRow.forEach((value, index) => {
            const weight = weights[index * n + column]!;
            sum += value * weight;
            // Half a step of 2^-15 of the largest, and float32's rounding.
            bound += (most * Math.abs(weight)) / 2 ** 16 + 1e-6 * Math.abs(value * weight);
          });
          expect(Math.abs(out[row * n + column]! - sum)).toBeLessThanOrEqual(bound);
        }
      }
      kernels.free(block);
    }),
  );
});

/** The byte of an integer of a `[k, n]` matrix in blocks of 32 columns, whose rows stand in pairs. */
function placeOf(index: number, n: number, k: number): number {
  const [row, column] = [Math.floor(index / n), index % n];
  const pair = Math.floor(column / 32) * Math.ceil(k / 2) + Math.floor(row / 2);
  return pair * 64 + (column % 32) * 2 + (row % 2);
}
