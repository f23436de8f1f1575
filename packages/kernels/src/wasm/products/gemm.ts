import type { KernelExports } from "../../generated/kernel-exports.ts";
import { type Kernels, prepareFor } from "../module/kernels.ts";
import { type Call, callOf } from "../threads/call.ts";
import { choiceFor, isLarge, timed } from "../threads/choice.ts";
import type { Shard } from "../threads/program.ts";
import { grainFor, runOn } from "../threads/run.ts";

/** The sizes of a product C = A B: C is `[m, n]`, A is `[m, k]` and B is `[k, n]`, after their transposes. */
export type Sizes = { readonly m: number; readonly n: number; readonly k: number };

/** The left operand. */
export type Left = {
  /** Address of A, float32. */
  readonly a: number;
  /** Whether A is stored as `[k, m]`. Default false. */
  readonly transposeA?: boolean;
  /** Values from one row of A to the next as stored. Default: the number of its columns. */
  readonly lda?: number;
};

/** The right operand. */
export type Right = {
  /** Address of B, float32. */
  readonly b: number;
  /** Whether B is stored as `[n, k]`. Default false. */
  readonly transposeB?: boolean;
  /** Values from one row of B to the next as stored. Default: the number of its columns. */
  readonly ldb?: number;
};

/** The destination of the product. */
export type Into = {
  /** Address of C, float32. */
  readonly c: number;
  /** Values from one row of C to the next. Default n. */
  readonly ldc?: number;
  /** Whether to add the product to C instead of overwriting it. Default false. */
  readonly accumulate?: boolean;
  /** Address of {@link KernelExports.workspaceBytes} of scratch space, which threads must not share. Default: the kernels' own. */
  readonly workspace?: number;
};

/**
 * Computes C = A B, or C += A B with `accumulate`, on float32 values in tfjs's memory, of any sizes and with either operand
 * transposed. C must not overlap A or B.
 *
 * Each value is summed in the order of k in blocks of 256, or in another order if C has one column or at most four rows. The same
 * sizes give the same values to the bit on any number of threads. A product with a `workspace` runs only on this thread.
 */
export function gemm(kernels: Kernels, product: Sizes & Left & Right & Into): void {
  const { m, n, k } = product;
  prepareFor(kernels, m * n * k);
  const { workspace = kernels.workspace() } = product;
  const multiply = () => kernels.exports.multiply(...multiplyArguments(product, workspace));
  if (product.workspace !== undefined || !isLarge(m * n * k)) {
    multiply();
    return;
  }
  const choice = choiceFor(kernels, `product ${m} ${n}`, m * n * k);
  timed(choice, choice.parallel ? () => multiplyInShards(kernels, product) : multiply);
}

/** Computes the product on all threads, in shards of rows of C, or of columns if there are more of them. */
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
  runOn(kernels, { total, grain: grainFor(kernels, total, unit), loops }, true);
}

/** The units of shards. From 8 rows on, values do not depend on the number of rows; 16 columns are a panel. */
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

/** Bytes that {@link packB} writes for a B of the given size. */
export function packedBytes(kernels: Kernels, { n, k }: Pick<Sizes, "n" | "k">): number {
  return kernels.exports.packedBytes(n, k);
}

/**
 * Writes B to the address `packed` in the order in which products read it. Use it with {@link multiplyPackedCall} for a matrix that many
 * products share, such as the recurrent weights over the steps of a sequence.
 */
export function packB(
  kernels: Kernels,
  { n, k, b, transposeB = false, ldb = transposeB ? k : n, packed }: PackB,
): void {
  kernels.exports.pack(n, k, b, ldb, Number(transposeB), packed);
}

/** The arguments of {@link packB}. */
export type PackB = Omit<Sizes, "m"> & Right & { readonly packed: number };

/** A product with the B that {@link packB} wrote to the address `packed`. */
export type PackedProduct = Sizes & Left & { readonly packed: number } & Into;

/** The call that computes the product as {@link gemm} does, from a packed B. */
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
