import type { Kernels } from "../module/kernels.ts";
import { prepareFor } from "../module/kernels.ts";
import {
  gemm,
  type Into,
  type Left,
  multiplyPackedCall,
  packB,
  packedBytes,
  type Right,
  type Sizes,
} from "../products/gemm.ts";
import type { Arena } from "./arena.ts";
import { type Emit, hasFewRows, type RowsOf } from "./rows-of.ts";

/** A function that multiplies rows by a fixed B, from the address of the batch's A to that of its C. */
export type Product = (emit: Emit, rows: RowsOf, a: number, c: number) => void;

/**
 * A product with a fixed B. More than four rows pack B now, and rows may be in shards. Fewer read it unpacked, which is as fast, and are multiplied at once.
 */
export function product(
  kernels: Kernels,
  arena: Arena,
  fixed: Sizes & Right & Required<Pick<Left & Into, "lda" | "ldc" | "accumulate">>,
): Product {
  if (hasFewRows(fixed.m)) return (_emit, _rows, a, c) => gemm(kernels, { ...fixed, a, c });
  const packed = arena.take(packedBytes(kernels, fixed) / 4);
  packB(kernels, { ...fixed, packed });
  prepareFor(kernels, fixed.m * fixed.n * fixed.k);
  const [row, outRow] = [fixed.lda * 4, fixed.ldc * 4];
  return (emit, { first, count, workspace }, a, c) => {
    const part = { m: count, a: a + first * row, c: c + first * outRow };
    emit(multiplyPackedCall(kernels, { ...fixed, ...part, packed }, workspace));
  };
}
