import type { KernelExports } from "../../generated/kernel-exports.ts";
import { type Kernels, prepareFor } from "../module/kernels.ts";
import { type Call, callOf } from "../threads/call.ts";
import type { Shard } from "../threads/program.ts";
import { grainFor, isWorthSharding, run } from "../threads/run.ts";

/** The sizes of a product C = A B: C is `[m, n]`, A `[m, k]` and B `[k, n]` as multiplied, that is, after their transposes. */
export type Sizes = { readonly m: number; readonly n: number; readonly k: number };

/** The left operand. */
export type Left = {
  /** Address of A, float32. */
  readonly a: number;
  /** Whether A lies as `[k, m]`. Default false. */
  readonly transposeA?: boolean;
  /** Values from one row to the next of A as it lies. Default: as many as it has columns. */
  readonly lda?: number;
};

/** The right operand. */
export type Right = {
  /** Address of B, float32. */
  readonly b: number;
  /** Whether B lies as `[n, k]`. Default false. */
  readonly transposeB?: boolean;
  /** Values from one row to the next of B as it lies. Default: as many as it has columns. */
  readonly ldb?: number;
};

/** Where the product goes. */
export type Into = {
  /** Address of C, float32. */
  readonly c: number;
  /** Values from one row to the next of C. Default n. */
  readonly ldc?: number;
  /** Whether the product is added to what is there. Default false. */
  readonly accumulate?: boolean;
  /** Address of scratch space of {@link KernelExports.workspaceBytes}; no two threads may shard it. Default: the kernels' own. */
  readonly workspace?: number;
};

/**
 * C = A B, or C += A B with `accumulate`, on values that lie in tfjs's memory: float32, any sizes, either operand transposed.
 * C must not overlap A or B.
 *
 * Each value is summed in the order of k in blocks of 256; in other orders when C has one column or at most four rows. The same
 * sizes give the same values, to the bit, on any number of threads. A product with a `workspace` runs on this thread alone.
 */
export function gemm(kernels: Kernels, product: Sizes & Left & Right & Into): void {
  const { m, n, k } = product;
  prepareFor(kernels, m * n * k);
  if (product.workspace === undefined && isWorthSharding(kernels, m * n * k))
    multiplyInShards(kernels, product);
  else kernels.exports.multiply(...multiplyArguments(product, product.workspace ?? kernels.workspace()));
}

/** The product by all threads, each some rows or columns of C: whatever there is more of. */
function multiplyInShards(kernels: Kernels, product: Sizes & Left & Right & Into): void {
  const { m, n, k, a, b, c, transposeA = false, transposeB = false } = product;
  const { lda = transposeA ? m : k, ldb = transposeB ? k : n, ldc = n } = product;
  const strides = { lda, ldb, ldc };
  const byRows = m >= n;
  const part = ({ first, count }: Shard) =>
    byRows
      ? { m: count, a: a + first * (transposeA ? 1 : lda) * 4, c: c + first * ldc * 4 }
      : { n: count, b: b + first * (transposeB ? ldb : 1) * 4, c: c + first * 4 };
  const [total, unit] = byRows ? [m, rowsTogether] : [n, columnsTogether];
  const body = (_: number, shard: Shard) => [
    multiplyCall(kernels, { ...product, ...strides, ...part(shard) }, shard.workspace),
  ];
  const loops = [{ first: 0, by: 1, count: 1, body }];
  run(kernels, { total, grain: grainFor(kernels, total, unit), loops }, true);
}

/** So many rows or more are multiplied in one way, whatever their number; and so many columns are a panel. */
const [rowsTogether, columnsTogether] = [8, 16];

/** The call that {@link gemm} makes. */
export function multiplyCall(
  { code }: Kernels,
  product: Sizes & Left & Right & Into,
  workspace: number,
): Call {
  return callOf(code, "multiply", multiplyArguments(product, workspace));
}

function multiplyArguments(
  product: Sizes & Left & Right & Into,
  workspace: number,
): Parameters<KernelExports["multiply"]> {
  const { m, n, k, a, b, c, transposeA = false, transposeB = false, ldc = n, accumulate = false } = product;
  const { lda = transposeA ? m : k, ldb = transposeB ? k : n } = product;
  const [left, right] = [Number(transposeA), Number(transposeB)];
  return [m, n, k, a, lda, left, b, ldb, right, c, ldc, Number(accumulate), workspace];
}

/** Bytes that {@link packB} writes for a B of that size. */
export function packedBytes(kernels: Kernels, { n, k }: Pick<Sizes, "n" | "k">): number {
  return kernels.exports.packedBytes(n, k);
}

/**
 * Writes B to the address `packed` in the order in which products read it. For a matrix that many products shard, as the
 * recurrent weights over the steps of a sequence: {@link gemmPacked} is spared the packing.
 */
export function packB(
  kernels: Kernels,
  { n, k, b, transposeB = false, ldb = transposeB ? k : n, packed }: PackB,
): void {
  kernels.exports.pack(n, k, b, ldb, Number(transposeB), packed);
}

/** What {@link packB} takes. */
export type PackB = Omit<Sizes, "m"> & Right & { readonly packed: number };

/** As {@link gemm}, with B as {@link packB} left it at the address `packed`, and on this thread alone. */
export function gemmPacked(kernels: Kernels, product: PackedProduct): void {
  const { workspace = kernels.workspace() } = product;
  prepareFor(kernels, product.m * product.n * product.k);
  kernels.exports.multiplyPacked(...multiplyPackedArguments(product, workspace));
}

/** What {@link gemmPacked} takes. */
export type PackedProduct = Sizes & Left & { readonly packed: number } & Into;

/** The call that {@link gemmPacked} makes. */
export function multiplyPackedCall({ code }: Kernels, product: PackedProduct, workspace: number): Call {
  return callOf(code, "multiplyPacked", multiplyPackedArguments(product, workspace));
}

function multiplyPackedArguments(
  product: PackedProduct,
  workspace: number,
): Parameters<KernelExports["multiplyPacked"]> {
  const { m, n, k, a, packed, c, transposeA = false, ldc = n, accumulate = false } = product;
  const { lda = transposeA ? m : k } = product;
  return [m, n, k, a, lda, Number(transposeA), packed, c, ldc, Number(accumulate), workspace];
}
