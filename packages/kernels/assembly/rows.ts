/* Products with few rows. Packing B into the panels of tiles would cost more than it saves. */

import { fma } from "./tiles";

/** Columns of B that a row takes at once. */
const columnsAtOnce: i32 = 32;

/** Bytes from one of them to the next, where they stand side by side. */
const bytesAtOnce: usize = 128;

/**
 * Computes C, `m` by `n`, from A, `m` by `k`, and B in blocks of 32 columns: a block has the 32 values of step 0, then those of step 1, and
 * so on. So B is read from start to end. The last block may have fewer columns, 128 bytes apart all the same.
 */
export function multiplyRows(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: i32,
  blocks: usize,
  c: usize,
  ldc: i32,
  add: bool,
): void {
  const blockBytes = <usize>k * bytesAtOnce;
  for (let i = 0; i < m; i++, a += (<usize>lda) << 2, c += (<usize>ldc) << 2)
    rowTimesBlocks(n, k, a, 4, blocks, bytesAtOnce, blockBytes, c, add);
}

/** Computes one row of C from one row of A, whose values are `stride` bytes apart, and B, as a sum of rows of B. */
export function rowTimesMatrix(
  columns: i32,
  depth: i32,
  a: usize,
  stride: usize,
  b: usize,
  rowStride: usize,
  c: usize,
  add: bool,
): void {
  rowTimesBlocks(columns, depth, a, stride, b, rowStride, bytesAtOnce, c, add);
}
/** Computes a row as `rowTimesMatrix` does, with blocks of 32 columns of B that are `blockStride` bytes apart. */
function rowTimesBlocks(
  columns: i32,
  depth: i32,
  a: usize,
  stride: usize,
  b: usize,
  rowStride: usize,
  blockStride: usize,
  c: usize,
  add: bool,
): void {
  const end = a + <usize>depth * stride;
  let j = 0;
  for (; j + columnsAtOnce <= columns; j += columnsAtOnce, b += blockStride, c += bytesAtOnce) {
    // biome-ignore format: one line
    let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
    for (let x = a, row = b; x < end; x += stride, row += rowStride) {
      const value = v128.load32_splat(x);
      c0 = fma(value, v128.load(row), c0);
      c1 = fma(value, v128.load(row, 16), c1);
      c2 = fma(value, v128.load(row, 32), c2);
      c3 = fma(value, v128.load(row, 48), c3);
      c4 = fma(value, v128.load(row, 64), c4);
      c5 = fma(value, v128.load(row, 80), c5);
      c6 = fma(value, v128.load(row, 96), c6);
      c7 = fma(value, v128.load(row, 112), c7);
    }
    if (add) {
      c0 = f32x4.add(v128.load(c), c0);
      c1 = f32x4.add(v128.load(c, 16), c1);
      c2 = f32x4.add(v128.load(c, 32), c2);
      c3 = f32x4.add(v128.load(c, 48), c3);
      c4 = f32x4.add(v128.load(c, 64), c4);
      c5 = f32x4.add(v128.load(c, 80), c5);
      c6 = f32x4.add(v128.load(c, 96), c6);
      c7 = f32x4.add(v128.load(c, 112), c7);
    }
    v128.store(c, c0);
    v128.store(c, c1, 16);
    v128.store(c, c2, 32);
    v128.store(c, c3, 48);
    v128.store(c, c4, 64);
    v128.store(c, c5, 80);
    v128.store(c, c6, 96);
    v128.store(c, c7, 112);
  }
  for (; j + 4 <= columns; j += 4, b += 16, c += 16) {
    let c0 = f32x4.splat(0);
    for (let x = a, row = b; x < end; x += stride, row += rowStride)
      c0 = fma(v128.load32_splat(x), v128.load(row), c0);
    v128.store(c, add ? f32x4.add(v128.load(c), c0) : c0);
  }
  for (; j < columns; j++, b += 4, c += 4) {
    let c0 = f32x4.splat(0);
    for (let x = a, row = b; x < end; x += stride, row += rowStride) {
      c0 = fma(v128.load32_splat(x), v128.load32_splat(row), c0);
    }
    store<f32>(c, (add ? load<f32>(c) : 0) + f32x4.extract_lane(c0, 0));
  }
}

/**
 * Computes one row of C, whose values are `cStride` bytes apart, from one row of A and the transpose of B. Each value is a dot
 * product of two runs of `depth` contiguous values.
 */
export function rowTimesTransposed(
  columns: i32,
  depth: i32,
  a: usize,
  b: usize,
  rowStride: usize,
  c: usize,
  cStride: usize,
  add: bool,
): void {
  let j = 0;
  for (; j + 4 <= columns; j += 4, b += rowStride * 4) {
    const b1 = b + rowStride;
    const b2 = b1 + rowStride;
    const b3 = b2 + rowStride;
    const length = (<usize>depth) << 2;
    // biome-ignore format: one line
    let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
    let at: usize = 0;
    for (; at + 16 <= length; at += 16) {
      const value = v128.load(a + at);
      c0 = fma(value, v128.load(b + at), c0);
      c1 = fma(value, v128.load(b1 + at), c1);
      c2 = fma(value, v128.load(b2 + at), c2);
      c3 = fma(value, v128.load(b3 + at), c3);
    }
    for (; at < length; at += 4) {
      const value = v128.load32_zero(a + at);
      c0 = fma(value, v128.load32_zero(b + at), c0);
      c1 = fma(value, v128.load32_zero(b1 + at), c1);
      c2 = fma(value, v128.load32_zero(b2 + at), c2);
      c3 = fma(value, v128.load32_zero(b3 + at), c3);
    }
    c = putSum(c, cStride, c0, add);
    c = putSum(c, cStride, c1, add);
    c = putSum(c, cStride, c2, add);
    c = putSum(c, cStride, c3, add);
  }
  for (; j < columns; j++, b += rowStride) {
    const length = (<usize>depth) << 2;
    let c0 = f32x4.splat(0);
    let at: usize = 0;
    for (; at + 16 <= length; at += 16) c0 = fma(v128.load(a + at), v128.load(b + at), c0);
    for (; at < length; at += 4) c0 = fma(v128.load32_zero(a + at), v128.load32_zero(b + at), c0);
    c = putSum(c, cStride, c0, add);
  }
}

/** Stores the sum of the lanes and returns the address of the next value. */
function putSum(c: usize, cStride: usize, value: v128, add: bool): usize {
  const even = f32x4.extract_lane(value, 0) + f32x4.extract_lane(value, 2);
  const odd = f32x4.extract_lane(value, 1) + f32x4.extract_lane(value, 3);
  store<f32>(c, (add ? load<f32>(c) : 0) + (even + odd));
  return c + cStride;
}
