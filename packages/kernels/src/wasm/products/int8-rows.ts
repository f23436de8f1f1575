import type { Kernels } from "../module/kernels.ts";
import { type Call, callOf } from "../threads/call.ts";
import type { Right, Sizes } from "./gemm.ts";
import { columnsOfBlock, type RowsProduct } from "./row-blocks.ts";

/** The addresses of a matrix of integers in blocks of 32 columns, and of the scales of its columns. */
export type Int8Blocks = { readonly blocks: number; readonly scales: number };

/** The values, of 32 bits each, that {@link packInt8} writes for a B of the given size. */
export function int8Values({ n, k }: Pick<Sizes, "n" | "k">): {
  readonly blocks: number;
  readonly scales: number;
} {
  const columns = Math.ceil(n / columnsOfBlock) * columnsOfBlock;
  return { blocks: (columns * 2 * Math.ceil(k / 2)) / 4, scales: columns };
}

/** Rounds B to 8 bits, and writes it to the given addresses in the order in which {@link multiplyInt8RowsCall} reads it. */
export function packInt8(
  { exports }: Kernels,
  { n, k, b, transposeB = false, ldb = transposeB ? k : n }: Pick<Sizes, "n" | "k"> & Right,
  { blocks, scales }: Int8Blocks,
): void {
  const [row, column] = transposeB ? [4, ldb * 4] : [ldb * 4, 4];
  exports.packInt8(n, k, b, row, column, blocks, scales);
}

/** The call that computes the product of few rows with the B that {@link packInt8} wrote. The rows are rounded to 16 bits in the scratch space. */
export function multiplyInt8RowsCall(
  { code }: Kernels,
  { m, n, k, a, lda = k, c, ldc = n, accumulate = false }: Omit<RowsProduct, "blocks">,
  { blocks, scales }: Int8Blocks,
  workspace: number,
): Call {
  const into = [c, ldc, Number(accumulate), workspace] as const;
  return callOf(code, "multiplyInt8Rows", [m, n, k, a, lda, blocks, scales, ...into]);
}
