/* Columns of wider matrices, as runs of values at a stride. Widths are in values, strides and addresses in bytes. */

import { addRun, copyRun } from "./runs";

/** Copies `outer` times `inner` runs from one memory layout to another. */
export function copyBlocks(
  width: i32,
  inner: i32,
  outer: i32,
  from: usize,
  fromInner: usize,
  fromOuter: usize,
  to: usize,
  toInner: usize,
  toOuter: usize,
): void {
  const bytes = <usize>width * 4;
  for (let i = 0; i < outer; i++, from += fromOuter, to += toOuter) {
    for (let j = 0, source = from, target = to; j < inner; j++, source += fromInner, target += toInner) {
      copyRun(bytes, source, target);
    }
  }
}

/** Adds `count` runs to others. */
export function addBlocks(
  width: i32,
  count: i32,
  x: usize,
  xStride: usize,
  sums: usize,
  sumsStride: usize,
): void {
  const bytes = <usize>width * 4;
  for (let i = 0; i < count; i++, x += xStride, sums += sumsStride) addRun(bytes, x, sums);
}

/** Copies run `ids[i]` of `table` to run i of `out`. Does not check ids. */
export function gatherBlocks(
  width: i32,
  count: i32,
  ids: usize,
  table: usize,
  tableStride: usize,
  out: usize,
  outStride: usize,
): void {
  const bytes = <usize>width * 4;
  for (const end = ids + <usize>count * 4; ids < end; ids += 4, out += outStride) {
    copyRun(bytes, table + <usize>load<u32>(ids) * tableStride, out);
  }
}

/** Adds run i of `x` to run `ids[i]` of `sums`. Does not check ids. */
export function scatterAddBlocks(
  width: i32,
  count: i32,
  ids: usize,
  x: usize,
  xStride: usize,
  sums: usize,
  sumsStride: usize,
): void {
  const bytes = <usize>width * 4;
  for (const end = ids + <usize>count * 4; ids < end; ids += 4, x += xStride) {
    addRun(bytes, x, sums + <usize>load<u32>(ids) * sumsStride);
  }
}

/** Sets `count` runs to zero. */
export function clearBlocks(width: i32, count: i32, out: usize, outStride: usize): void {
  for (let i = 0; i < count; i++, out += outStride) memory.fill(out, 0, <usize>width * 4);
}
