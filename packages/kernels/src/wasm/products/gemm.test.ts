import { start } from "@tenetjs/backends";
import { seed, uniform } from "@tenetjs/core";
import { largestDifference } from "@tenetjs/testing";
import { backend } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { KernelExports } from "../../generated/kernel-exports.ts";
import { accepts, type Build } from "../module/binary.ts";
import { instantiateKernels, type Kernels, kernelsOf } from "../module/kernels.ts";
import { fastestOf, measureBytes, tileRates, tiles } from "../module/tiles.ts";
import { callNow } from "../threads/call.ts";
import { gemm, multiplyPackedCall, packB, packedBytes } from "./gemm.ts";

let onHeap: Kernels;
beforeAll(async () => {
  await start("wasm");
  onHeap = kernelsOf(backend());
});

/** For sums of up to 700 products of order 1 in float32: partial sums reach about 30, each with a relative rounding error of 6e-8. */
const tolerance = 5e-5;

type Case = {
  m: number;
  n: number;
  k: number;
  transposeA: boolean;
  transposeB: boolean;
  accumulate: boolean;
  /** Values between consecutive rows of A, B and C. */
  gaps: readonly [number, number, number];
};

const cases = (most: number) =>
  fc.record<Case>({
    m: fc.integer({ min: 1, max: most }),
    n: fc.integer({ min: 1, max: most }),
    k: fc.integer({ min: 0, max: most }),
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
    accumulate: fc.boolean(),
    gaps: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)),
  });

describe.each(["strict", "relaxed"] as const)("with %s SIMD", (build) => {
  const runs = accepts(build);
  const kernels = () => withBuild(onHeap, build);

  describe.skipIf(!runs)(
    runs ? "on a runtime that supports it" : "(skipped: this runtime does not support it)",
    () => {
      test.each(Object.entries(tiles))(
        "products of any shape with tile %s are correct, and write nothing outside C",
        (_, tile) => {
          const { exports } = kernels();
          fc.assert(
            fc.property(cases(70), (product) => {
              exports.useTile(tile);
              const { found, guards, expected } = multiplied(kernels(), product);
              expect(largestDifference(found, expected)).toBeLessThan(tolerance);
              expect(guards.every(Number.isNaN)).toBe(true);
            }),
            { numRuns: 100 },
          );
        },
      );

      test.each([
        { m: 64, n: 512, k: 128, transposeA: false, transposeB: false, accumulate: true },
        { m: 64, n: 130, k: 520, transposeA: false, transposeB: true, accumulate: false },
        { m: 130, n: 520, k: 700, transposeA: true, transposeB: false, accumulate: true },
        { m: 3, n: 1100, k: 300, transposeA: true, transposeB: true, accumulate: false },
        { m: 5, n: 1100, k: 300, transposeA: true, transposeB: true, accumulate: false },
        { m: 700, n: 1, k: 300, transposeA: false, transposeB: true, accumulate: true },
      ])("products larger than the cache blocks are correct ($m $n $k)", (product) => {
        const { found, guards, expected } = multiplied(kernels(), { ...product, gaps: [1, 2, 3] });
        expect(largestDifference(found, expected)).toBeLessThan(tolerance);
        expect(guards.every(Number.isNaN)).toBe(true);
      });

      test("all tiles give the same values to the bit", () => {
        const { exports } = kernels();
        const product = { m: 47, n: 53, k: 300, transposeA: false, transposeB: true, accumulate: true };
        const [first, ...others] = Object.values(tiles).map((tile) => {
          exports.useTile(tile);
          return multiplied(kernels(), { ...product, gaps: [0, 0, 0] }).found;
        });
        for (const other of others) expect(other).toEqual(first);
      });

      test("rows that are computed separately are the same to the bit", () => {
        const whole = { m: 24, n: 40, k: 300, transposeA: false, transposeB: false, accumulate: false };
        const all = multiplied(kernels(), { ...whole, gaps: [0, 0, 0] }).found;
        for (const m of [5, 12, 23]) {
          const part = multiplied(kernels(), { ...whole, m, gaps: [0, 0, 0] }).found;
          expect(part).toEqual(all.slice(0, m * whole.n));
        }
      });

      test("NaN and infinity reach only the values that depend on them", () => {
        fc.assert(
          fc.property(
            cases(20),
            fc.nat(),
            fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
            (product, place, value) => {
              fc.pre(product.k > 0);
              const { found, expected } = multiplied(kernels(), product, { place, value });
              expect(found.map(Number.isFinite)).toEqual(expected.map(Number.isFinite));
            },
          ),
          { numRuns: 100 },
        );
      });

      test("the measured tile is one of the known tiles", () => {
        const { exports, memory, allocate, free } = kernels();
        const scratch = allocate(measureBytes(exports));
        expect(Object.values(tiles)).toContain(fastestOf(tileRates({ exports, memory, build }, scratch)));
        free(scratch);
      });
    },
  );
});

test("an allocation beyond the memory fails with the code OUT_OF_MEMORY", () => {
  expect(() => onHeap.allocate(2 ** 32 - 2 ** 16)).toThrow(
    expect.objectContaining({ code: "OUT_OF_MEMORY" }),
  );
});

/** The kernels of another build on the same memory. */
function withBuild(kernels: Kernels, build: Build): Kernels {
  const known = byBuild.get(build);
  const exports = known ?? instantiateKernels(kernels.memory, build);
  byBuild.set(build, exports);
  return { ...kernels, build, exports };
}

const byBuild = new Map<Build, KernelExports>();

/** A matrix in tfjs's memory, with NaN in the gaps between its rows and in a guard zone on either side. */
function matrixOnHeap(
  { memory, allocate }: Kernels,
  values: readonly number[],
  columns: number,
  gap: number,
) {
  const zone = 16;
  const stride = columns + gap;
  const rows = columns === 0 ? 0 : values.length / columns;
  const size = rows * stride + 2 * zone;
  const block = allocate(4 * size);
  const view = () => new Float32Array(memory.buffer, block, size);
  view().fill(Number.NaN);
  const placeOf = (index: number) => zone + Math.floor(index / columns) * stride + (index % columns);
  const places = values.map((_, index) => placeOf(index));
  const memberships = new Set(places);
  values.forEach((value, index) => {
    view()[placeOf(index)] = value;
  });
  return {
    address: block + 4 * zone,
    stride,
    block,
    values: () => places.map((place) => view()[place] as number),
    guards: () => [...view()].filter((_, place) => !memberships.has(place)),
  };
}

/** The product by `gemm`, after a check that `multiplyPackedCall` agrees, and the expected product by a plain loop in float64. */
function multiplied(kernels: Kernels, product: Case, replace?: { place: number; value: number }) {
  const { m, n, k, transposeA, transposeB, accumulate, gaps } = product;
  const random = (name: string, count: number) => {
    const rng = seed(name);
    return Array.from({ length: count }, () => Math.fround(uniform(rng, -1, 1)));
  };
  const [a, b, c] = [random("a", m * k), random("b", k * n), random("c", m * n)];
  if (replace !== undefined) a[replace.place % a.length] = replace.value;

  const left = matrixOnHeap(kernels, a, transposeA ? m : k, gaps[0]);
  const right = matrixOnHeap(kernels, b, transposeB ? k : n, gaps[1]);
  const into = matrixOnHeap(kernels, c, n, gaps[2]);
  const intoPacked = matrixOnHeap(kernels, c, n, gaps[2]);
  const packed = kernels.allocate(packedBytes(kernels, { n, k }));
  const workspace = kernels.allocate(kernels.exports.workspaceBytes());
  const operands = {
    m,
    n,
    k,
    a: left.address,
    lda: left.stride,
    transposeA,
    ldc: into.stride,
    accumulate,
    workspace,
  };
  gemm(kernels, { ...operands, b: right.address, ldb: right.stride, transposeB, c: into.address });
  packB(kernels, { n, k, b: right.address, ldb: right.stride, transposeB, packed });
  callNow(multiplyPackedCall(kernels, { ...operands, packed, c: intoPacked.address }, kernels.workspace()));

  const expected = Array.from({ length: m * n }, (_, place) => {
    const [i, j] = [Math.floor(place / n), place % n];
    let sum = accumulate ? (c[place] as number) : 0;
    for (let l = 0; l < k; l += 1) {
      sum +=
        (a[transposeA ? l * m + i : i * k + l] as number) * (b[transposeB ? j * k + l : l * n + j] as number);
    }
    return sum;
  });
  const result = {
    found: into.values(),
    guards: [left, right, into, intoPacked].flatMap((matrix) => matrix.guards()),
    expected,
  };
  if (replace === undefined)
    expect(largestDifference(intoPacked.values(), result.found)).toBeLessThan(tolerance);
  for (const address of [left.block, right.block, into.block, intoPacked.block, packed, workspace])
    kernels.free(address);
  return result;
}
