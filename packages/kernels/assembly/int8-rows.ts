/*
 * Products of few rows with weights of 8 bits. A value of C is a sum of products of integers, times a scale of the row and one of the column. The sums
 * are exact, in any order.
 */

import { fma } from "./tiles";

/** Columns of B in a block, and the bytes of two of its rows. */
const columnsAtOnce: i32 = 32;
const pairBytes: usize = 64;

/** Integers of a row: 15 bits and a sign, or fewer where a sum of so many products with 8 bits would not fit 31. */
const largestInteger: i32 = 32767;
const largestWeight: i32 = 127;

/**
 * Rounds B, `k` by `n`, whose values are `rowStride` and `columnStride` bytes apart, to integers from -127 to 127, and writes them to `blocks`, and a scale
 * for each column to `scales`, as `multiplyInt8Rows` reads both. Rounds as `int8Matrix` of `@tenetjs/cells` does.
 */
export function packInt8(
  n: i32,
  k: i32,
  b: usize,
  rowStride: usize,
  columnStride: usize,
  blocks: usize,
  scales: usize,
): void {
  const blockBytes = <usize>((k + 1) >> 1) * pairBytes;
  memory.fill(blocks, 0, <usize>((n + columnsAtOnce - 1) / columnsAtOnce) * blockBytes);
  const signs = i32x4.splat(i32.MIN_VALUE);
  const half = f32x4.splat(0.5);
  for (let j = 0; j < n; j += 4, b += columnStride * 4, scales += 16) {
    const count = n - j;
    let most = f32x4.splat(0);
    let row = b;
    for (let i = 0; i < k; i++, row += rowStride)
      most = f32x4.max(most, f32x4.abs(four(row, columnStride, count)));
    const scale = f32x4.div(most, f32x4.splat(<f32>largestWeight));
    v128.store(scales, scale);
    const block = blocks + <usize>(j / columnsAtOnce) * blockBytes + ((<usize>(j % columnsAtOnce)) << 1);
    row = b;
    for (let i = 0; i < k; i++, row += rowStride) {
      // NaN where the scale is 0 or infinite, of which the integer is 0.
      const x = f32x4.div(four(row, columnStride, count), scale);
      const integers = i32x4.trunc_sat_f32x4_s(f32x4.add(x, v128.or(v128.and(x, signs), half)));
      const to = block + <usize>(i >> 1) * pairBytes + <usize>(i & 1);
      store<i8>(to, i32x4.extract_lane(integers, 0));
      store<i8>(to, i32x4.extract_lane(integers, 1), 2);
      store<i8>(to, i32x4.extract_lane(integers, 2), 4);
      store<i8>(to, i32x4.extract_lane(integers, 3), 6);
    }
  }
}

/** Four values, `stride` bytes apart, of which `count` exist; the others are 0. */
function four(at: usize, stride: usize, count: i32): v128 {
  if (stride === 4 && count >= 4) return v128.load(at);
  let values = v128.load32_zero(at);
  if (count > 1) values = v128.load32_lane(at + stride, values, 1);
  if (count > 2) values = v128.load32_lane(at + stride * 2, values, 2);
  if (count > 3) values = v128.load32_lane(at + stride * 3, values, 3);
  return values;
}

/**
 * Computes C, `m` by `n`, from A, `m` by `k`, and B as integers from -127 to 127 with a float32 scale for each column at `scales`. B stands in blocks of 32
 * columns, whose rows stand in pairs: both integers of a column, then those of the next. The last row of an odd `k` stands beside zeros, and the last block is
 * filled up. The values of a row of A are rounded to integers of 16 bits first, in `workspace`.
 */
export function multiplyInt8Rows(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: i32,
  blocks: usize,
  scales: usize,
  c: usize,
  ldc: i32,
  add: bool,
  workspace: usize,
): void {
  for (let i = 0; i < m; i++, a += (<usize>lda) << 2, c += (<usize>ldc) << 2)
    rowTimesBlocks(n, k, workspace, roundRow(k, a, workspace), blocks, scales, c, add);
}

/** Writes a row as integers of 16 bits, with a zero after an odd `k`. Returns what they have to be multiplied by: NaN if a value is NaN or infinite. */
function roundRow(k: i32, a: usize, out: usize): f32 {
  const end = a + ((<usize>k) << 2);
  const fours = a + ((<usize>(k & ~3)) << 2);
  let sizes = f32x4.splat(0);
  for (let x = a; x < fours; x += 16) sizes = f32x4.max(sizes, f32x4.abs(v128.load(x)));
  for (let x = fours; x < end; x += 4) sizes = f32x4.max(sizes, f32x4.abs(v128.load32_splat(x)));
  const most = max(
    max(f32x4.extract_lane(sizes, 0), f32x4.extract_lane(sizes, 1)),
    max(f32x4.extract_lane(sizes, 2), f32x4.extract_lane(sizes, 3)),
  );
  const limit = <f32>min(largestInteger, i32.MAX_VALUE / (largestWeight * k));
  const factor: f32 = most > 0 ? limit / most : 0;
  const factors = f32x4.splat(factor);
  let x = a;
  for (; x < fours; x += 16, out += 8) {
    const integers = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x), factors)));
    v128.store64_lane(out, i16x8.narrow_i32x4_s(integers, integers), 0);
  }
  for (; x < end; x += 4, out += 2) store<i16>(out, <i16>(<i32>nearest(load<f32>(x) * factor)));
  if (k & 1) store<i16>(out, 0);
  return most < Infinity ? most / limit : NaN;
}

/** Computes a row of C from a row of integers that have to be multiplied by `scale`. */
function rowTimesBlocks(
  columns: i32,
  k: i32,
  a: usize,
  scale: f32,
  blocks: usize,
  scales: usize,
  c: usize,
  add: bool,
): void {
  const factor = f32x4.splat(scale);
  const end = a + ((<usize>((k + 1) >> 1)) << 2);
  let j = 0;
  for (; j + columnsAtOnce <= columns; j += columnsAtOnce, c += 128, scales += 128) {
    // biome-ignore format: one line
    let c0 = i32x4.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
    for (let x = a; x < end; x += 4, blocks += pairBytes) {
      const pair = v128.load32_splat(x);
      c0 = i32x4.add(c0, i32x4.dot_i16x8_s(pair, v128.load_ext<i8>(blocks)));
      c1 = i32x4.add(c1, i32x4.dot_i16x8_s(pair, v128.load_ext<i8>(blocks, 8)));
      c2 = i32x4.add(c2, i32x4.dot_i16x8_s(pair, v128.load_ext<i8>(blocks, 16)));
      c3 = i32x4.add(c3, i32x4.dot_i16x8_s(pair, v128.load_ext<i8>(blocks, 24)));
      c4 = i32x4.add(c4, i32x4.dot_i16x8_s(pair, v128.load_ext<i8>(blocks, 32)));
      c5 = i32x4.add(c5, i32x4.dot_i16x8_s(pair, v128.load_ext<i8>(blocks, 40)));
      c6 = i32x4.add(c6, i32x4.dot_i16x8_s(pair, v128.load_ext<i8>(blocks, 48)));
      c7 = i32x4.add(c7, i32x4.dot_i16x8_s(pair, v128.load_ext<i8>(blocks, 56)));
    }
    // biome-ignore format: one line
    let f0 = f32x4.splat(0), f1 = f0, f2 = f0, f3 = f0, f4 = f0, f5 = f0, f6 = f0, f7 = f0;
    if (add) {
      f0 = v128.load(c);
      f1 = v128.load(c, 16);
      f2 = v128.load(c, 32);
      f3 = v128.load(c, 48);
      f4 = v128.load(c, 64);
      f5 = v128.load(c, 80);
      f6 = v128.load(c, 96);
      f7 = v128.load(c, 112);
    }
    f0 = scaled(c0, v128.load(scales), factor, f0);
    f1 = scaled(c1, v128.load(scales, 16), factor, f1);
    f2 = scaled(c2, v128.load(scales, 32), factor, f2);
    f3 = scaled(c3, v128.load(scales, 48), factor, f3);
    f4 = scaled(c4, v128.load(scales, 64), factor, f4);
    f5 = scaled(c5, v128.load(scales, 80), factor, f5);
    f6 = scaled(c6, v128.load(scales, 96), factor, f6);
    f7 = scaled(c7, v128.load(scales, 112), factor, f7);
    v128.store(c, f0);
    v128.store(c, f1, 16);
    v128.store(c, f2, 32);
    v128.store(c, f3, 48);
    v128.store(c, f4, 64);
    v128.store(c, f5, 80);
    v128.store(c, f6, 96);
    v128.store(c, f7, 112);
  }
  for (; j < columns; j += 4, blocks += 8, c += 16, scales += 16) {
    let sums = i32x4.splat(0);
    let block = blocks;
    for (let x = a; x < end; x += 4, block += pairBytes)
      sums = i32x4.add(sums, i32x4.dot_i16x8_s(v128.load32_splat(x), v128.load_ext<i8>(block)));
    const values = scaled(sums, v128.load(scales), factor, f32x4.splat(0));
    const count = min(4, columns - j);
    put(c, f32x4.extract_lane(values, 0), add);
    if (count > 1) put(c + 4, f32x4.extract_lane(values, 1), add);
    if (count > 2) put(c + 8, f32x4.extract_lane(values, 2), add);
    if (count > 3) put(c + 12, f32x4.extract_lane(values, 3), add);
  }
}

/** Sums times the scale of their columns and of the row, added to what was before. */
// @inline
function scaled(sums: v128, scales: v128, factor: v128, before: v128): v128 {
  return fma(f32x4.convert_i32x4_s(sums), f32x4.mul(scales, factor), before);
}

function put(c: usize, value: f32, add: bool): void {
  store<f32>(c, add ? load<f32>(c) + value : value);
}
