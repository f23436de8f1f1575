import type { Kernels } from "../module/kernels.ts";
import {
  gemm,
  gemmPacked,
  type Into,
  type Left,
  packB,
  packedBytes,
  type Right,
  type Sizes,
} from "../products/gemm.ts";
import type { Arena } from "./arena.ts";

/** A function that multiplies by a fixed B, from the address of A to that of C. */
export type Product = (a: number, c: number) => void;

/** A product with a fixed B. More than four rows pack B now; fewer read it unpacked, which is as fast. */
export function product(
  kernels: Kernels,
  arena: Arena,
  fixed: Sizes & Right & Omit<Left, "a"> & Omit<Into, "c">,
): Product {
  if (fixed.m <= fewRows) return (a, c) => gemm(kernels, { ...fixed, a, c });
  const packed = arena.take(packedBytes(kernels, fixed) / 4);
  packB(kernels, { ...fixed, packed });
  return (a, c) => gemmPacked(kernels, { ...fixed, packed, a, c });
}

const fewRows = 4;
