/*
 * Copies blocks of matrices into the order in which the tiles read them.
 *
 * An operand is a pointer and two strides in bytes, from row to row and from column to column, one of which is 4. So only these
 * functions distinguish a matrix from its transpose.
 */

import { panelStep, panelWidth } from "./tiles";

/**
 * Packs B, `depth` by `columns`, into panels of 16 columns. A panel contains the 16 values of step 0, then those of step 1, and so
 * on. Columns of the last panel beyond B are zeros.
 */
export function packPanels(
  depth: i32,
  columns: i32,
  b: usize,
  rowStride: usize,
  columnStride: usize,
  out: usize,
): void {
  for (let j = 0; j < columns; j += panelWidth) {
    const width = min(panelWidth, columns - j);
    const from = b + <usize>j * columnStride;
    if (width < panelWidth) packEdgePanel(depth, width, from, rowStride, columnStride, out);
    else if (columnStride === 4) packPanel(depth, from, rowStride, out);
    else packTransposedPanel(depth, from, columnStride, out);
    out += <usize>depth * panelStep;
  }
}

function packPanel(depth: i32, from: usize, rowStride: usize, out: usize): void {
  for (const end = out + <usize>depth * panelStep; out < end; out += panelStep, from += rowStride) {
    v128.store(out, v128.load(from));
    v128.store(out, v128.load(from, 16), 16);
    v128.store(out, v128.load(from, 32), 32);
    v128.store(out, v128.load(from, 48), 48);
  }
}

function packTransposedPanel(depth: i32, from: usize, columnStride: usize, out: usize): void {
  for (let group: usize = 0; group < 4; group++, from += columnStride * 4) {
    packFour(depth, from, columnStride, out + group * 16, panelStep);
  }
}

function packEdgePanel(
  depth: i32,
  width: i32,
  from: usize,
  rowStride: usize,
  columnStride: usize,
  out: usize,
): void {
  for (const end = out + <usize>depth * panelStep; out < end; out += panelStep, from += rowStride) {
    let value = from;
    for (let j: usize = 0; j < 16; j++) {
      if (<i32>j < width) {
        store<f32>(out + j * 4, load<f32>(value));
        value += columnStride;
      } else {
        store<f32>(out + j * 4, 0);
      }
    }
  }
}

/**
 * Packs A, `rows` by `depth`, into groups of `height` rows. A group contains the values of step 0, then those of step 1, and so on.
 * The remaining rows form groups of 4, 2 and 1.
 */
export function packGroups(
  rows: i32,
  depth: i32,
  height: i32,
  a: usize,
  rowStride: usize,
  columnStride: usize,
  out: usize,
): void {
  while (rows > 0) {
    const taken = groupHeight(rows, height);
    if (columnStride === 4) packRows(taken, depth, a, rowStride, out);
    else packColumns(taken, depth, a, columnStride, out);
    a += <usize>taken * rowStride;
    out += (<usize>(taken * depth)) << 2;
    rows -= taken;
  }
}

/** The height of the next group, if `rows` are left and full groups have `height` rows. */
export function groupHeight(rows: i32, height: i32): i32 {
  // Two groups of 4 rows take less time than one of 6 and one of 2.
  if (rows >= height) return height === 6 && rows === 8 ? 4 : height;
  return rows >= 4 ? 4 : rows >= 2 ? 2 : 1;
}

function packRows(height: i32, depth: i32, a: usize, rowStride: usize, out: usize): void {
  const step = (<usize>height) << 2;
  let row = 0;
  for (; row + 4 <= height; row += 4, a += rowStride * 4)
    packFour(depth, a, rowStride, out + ((<usize>row) << 2), step);
  for (; row + 2 <= height; row += 2, a += rowStride * 2)
    packTwo(depth, a, rowStride, out + ((<usize>row) << 2), step);
  for (; row < height; row++, a += rowStride) {
    let to = out + ((<usize>row) << 2);
    for (let from = a, end = a + ((<usize>depth) << 2); from < end; from += 4, to += step)
      store<f32>(to, load<f32>(from));
  }
}

function packColumns(height: i32, depth: i32, a: usize, columnStride: usize, out: usize): void {
  for (let k = 0; k < depth; k++, a += columnStride) {
    let row = 0;
    for (; row + 4 <= height; row += 4, out += 16) v128.store(out, v128.load(a + ((<usize>row) << 2)));
    for (; row + 2 <= height; row += 2, out += 8) store<u64>(out, load<u64>(a + ((<usize>row) << 2)));
    for (; row < height; row++, out += 4) store<f32>(out, load<f32>(a + ((<usize>row) << 2)));
  }
}

/** Transposes four lines of `depth` contiguous values: writes their four first values, then the four second, ..., `step` bytes apart. */
function packFour(depth: i32, from: usize, lineStride: usize, out: usize, step: usize): void {
  const from1 = from + lineStride;
  const from2 = from1 + lineStride;
  const from3 = from2 + lineStride;
  const length = (<usize>depth) << 2;
  let at: usize = 0;
  for (; at + 16 <= length; at += 16) {
    const line0 = v128.load(from + at);
    const line1 = v128.load(from1 + at);
    const line2 = v128.load(from2 + at);
    const line3 = v128.load(from3 + at);
    const low01 = v128.shuffle<f32>(line0, line1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(line2, line3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(line0, line1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(line2, line3, 2, 6, 3, 7);
    v128.store(out, v128.shuffle<f64>(low01, low23, 0, 2));
    v128.store(out + step, v128.shuffle<f64>(low01, low23, 1, 3));
    v128.store(out + step * 2, v128.shuffle<f64>(high01, high23, 0, 2));
    v128.store(out + step * 3, v128.shuffle<f64>(high01, high23, 1, 3));
    out += step * 4;
  }
  for (; at < length; at += 4, out += step) {
    store<f32>(out, load<f32>(from + at));
    store<f32>(out, load<f32>(from1 + at), 4);
    store<f32>(out, load<f32>(from2 + at), 8);
    store<f32>(out, load<f32>(from3 + at), 12);
  }
}

/** Transposes two lines, as `packFour` does. */
function packTwo(depth: i32, from: usize, lineStride: usize, out: usize, step: usize): void {
  const from1 = from + lineStride;
  const length = (<usize>depth) << 2;
  let at: usize = 0;
  for (; at + 16 <= length; at += 16) {
    const line0 = v128.load(from + at);
    const line1 = v128.load(from1 + at);
    const low = v128.shuffle<f32>(line0, line1, 0, 4, 1, 5);
    const high = v128.shuffle<f32>(line0, line1, 2, 6, 3, 7);
    v128.store64_lane(out, low, 0);
    v128.store64_lane(out + step, low, 1);
    v128.store64_lane(out + step * 2, high, 0);
    v128.store64_lane(out + step * 3, high, 1);
    out += step * 4;
  }
  for (; at < length; at += 4, out += step) {
    store<f32>(out, load<f32>(from + at));
    store<f32>(out, load<f32>(from1 + at), 4);
  }
}
