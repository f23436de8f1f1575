import type { Kernels } from "../module/kernels.ts";
import { type Call, callOf } from "../threads/call.ts";
import type { Into, Left, Right, Sizes } from "./gemm.ts";

/** The columns of a block. */
export const columnsOfBlock = 32;

/** The values that {@link packBlocks} writes for a B of the given size. */
export function blockValues({ n, k }: Pick<Sizes, "n" | "k">): number {
  return columnsOfBlock * k * Math.ceil(n / columnsOfBlock);
}

/**
 * Copies B, which is not transposed, to the address `blocks`, in blocks of 32 columns that have their rows one after the other. So few rows of A, such as
 * the one of a single text, read B from start to end. They sum in the same order as with a B that was not copied.
 */
export function packBlocks(
  { exports: { copyBlocks } }: Kernels,
  {
    n,
    k,
    b,
    ldb = n,
    blocks,
  }: Pick<Sizes, "n" | "k"> & Omit<Right, "transposeB"> & { readonly blocks: number },
): void {
  const [whole, step] = [Math.floor(n / columnsOfBlock), columnsOfBlock * 4];
  copyBlocks(columnsOfBlock, k, whole, b, ldb * 4, step, blocks, step, step * k);
  copyBlocks(n % columnsOfBlock, k, 1, b + whole * step, ldb * 4, 0, blocks + whole * step * k, step, 0);
}

/** A product with the B that {@link packBlocks} wrote to the address `blocks`. */
export type RowsProduct = Sizes &
  Omit<Left, "transposeA"> &
  Omit<Into, "workspace"> & { readonly blocks: number };

/** The call that computes the product for few rows. */
export function multiplyRowsCall(
  { code }: Kernels,
  { m, n, k, a, lda = k, blocks, c, ldc = n, accumulate = false }: RowsProduct,
): Call {
  return callOf(code, "multiplyRows", [m, n, k, a, lda, blocks, c, ldc, Number(accumulate)]);
}
