import { int8Matrix, valuesOf } from "@tenetjs/cells/internals";
import type { Kernels } from "../module/kernels.ts";
import { cacheLine, withScratch } from "../module/scratch.ts";
import {
  type Into,
  type Left,
  multiplyCall,
  multiplyPackedCall,
  packB,
  packedBytes,
  type Right,
  type Sizes,
} from "../products/gemm.ts";
import { int8Values, multiplyInt8RowsCall, packInt8 } from "../products/int8-rows.ts";
import { blockValues, columnsOfBlock, multiplyRowsCall, packBlocks } from "../products/row-blocks.ts";
import type { Call } from "../threads/call.ts";
import type { Shard } from "../threads/program.ts";
import { grainFor, isWorthSharding } from "../threads/run.ts";
import type { Arena } from "./arena.ts";
import { type Emit, hasFewRows, type RowsOf } from "./rows-of.ts";

/** A function that multiplies rows by a fixed B, from the address of the batch's A to that of its C. */
export type Product = (emit: Emit, rows: RowsOf, a: number, c: number) => void;

type Fixed = Sizes &
  Right &
  Required<Pick<Left & Into, "lda" | "ldc" | "accumulate">> & {
    /** Whether B is rounded to 8 bits. */
    readonly int8: boolean;
  };

/** A product with a fixed B, which is packed now. More than four rows may be in shards; with fewer, threads share the columns of a large B. */
export function product(kernels: Kernels, arena: Arena, fixed: Fixed): Product {
  if (hasFewRows(fixed.m)) {
    const columns = fixed.int8 ? int8ColumnsOf(kernels, arena, fixed) : columnsOf(kernels, arena, fixed);
    return productOfFewRows(kernels, fixed, columns);
  }
  const packed = arena.take(packedBytes(kernels, fixed) / 4);
  // Tiles of many rows gain nothing from integers, so they take the numbers that these stand for.
  if (fixed.int8) packRounded(kernels, fixed, packed);
  else packB(kernels, { ...fixed, packed });
  const [row, outRow] = [fixed.lda * 4, fixed.ldc * 4];
  return (emit, { first, count, workspace }, a, c) => {
    const part = { m: count, a: a + first * row, c: c + first * outRow };
    emit(multiplyPackedCall(kernels, { ...fixed, ...part, packed }, workspace));
  };
}

function packRounded(kernels: Kernels, fixed: Fixed, packed: number): void {
  const { n, k, transposeB = false, ldb = transposeB ? k : n } = fixed;
  withScratch(kernels, n * k * 4 + cacheLine, (b) => {
    const { buffer } = kernels.memory;
    const place = { rows: k, columns: n, transposed: transposeB, stride: ldb };
    new Float32Array(buffer, b, n * k).set(valuesOf(int8Matrix(new Float32Array(buffer, fixed.b), place)));
    packB(kernels, { n, k, b, packed });
  });
}

/** The call that multiplies all rows by some columns of B. */
type ColumnsCall = (a: number, c: number, columns: Omit<Shard, "index">) => Call;

function productOfFewRows(kernels: Kernels, { m, n, k }: Fixed, columns: ColumnsCall): Product {
  const body = (a: number, c: number) => (_: number, shard: Shard) => [columns(a, c, shard)];
  return (emit, { workspace }, a, c) => {
    if (isWorthSharding(kernels, m * n * k)) {
      const loops = [{ first: 0, by: 1, count: 1, body: body(a, c) }];
      emit({ total: n, grain: grainFor(kernels, n, columnsOfBlock), loops });
    } else emit(columns(a, c, { first: 0, count: n, workspace }));
  };
}

/** Multiplies by columns of B in blocks, or by rows of a transposed B, whose values are already in the order in which they are read. */
function columnsOf(kernels: Kernels, arena: Arena, fixed: Fixed): ColumnsCall {
  const { m, n, k, b, lda, ldc, accumulate, transposeB = false, ldb = transposeB ? k : n } = fixed;
  if (transposeB) {
    return (a, c, { first, count, workspace }) => {
      const part = { n: count, b: b + first * ldb * 4, ldb, c: c + first * 4 };
      return multiplyCall(kernels, { ...fixed, ...part, a }, workspace);
    };
  }
  const blocks = arena.take(blockValues(fixed));
  packBlocks(kernels, { n, k, b, ldb, blocks });
  return (a, c, { first, count }) => {
    const part = { n: count, blocks: blocks + first * k * 4, c: c + first * 4 };
    return multiplyRowsCall(kernels, { m, k, lda, ldc, accumulate, a, ...part });
  };
}

/** Multiplies by columns of B, rounded to 8 bits, transposed or not. */
function int8ColumnsOf(kernels: Kernels, arena: Arena, fixed: Fixed): ColumnsCall {
  const { m, n, k, lda, ldc, accumulate } = fixed;
  const values = int8Values({ n, k });
  const { blocks, scales } = { blocks: arena.take(values.blocks), scales: arena.take(values.scales) };
  packInt8(kernels, fixed, { blocks, scales });
  const columnBytes = 2 * Math.ceil(k / 2);
  return (a, c, { first, count, workspace }) => {
    const part = { blocks: blocks + first * columnBytes, scales: scales + first * 4 };
    const given = { m, n: count, k, a, lda, c: c + first * 4, ldc, accumulate };
    return multiplyInt8RowsCall(kernels, given, part, workspace);
  };
}
