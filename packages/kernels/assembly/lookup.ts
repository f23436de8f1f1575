/* Rows of a table by int32 id, and sums of rows by id: products with one-hot rows, without the products. */

import { addRun, copyRun } from "./runs";

/** Copies row `ids[i]` of `table` to row i of `out`, up to the first id that is none of the `rows`; returns how many it copied. */
export function gatherRows(count: i32, width: i32, rows: i32, table: usize, ids: usize, out: usize): i32 {
  const bytes = <usize>width * 4;
  for (let i = 0; i < count; i++, out += bytes) {
    const id = load<u32>(ids + <usize>i * 4);
    // Unsigned, so a negative id is too large as well.
    if (id >= <u32>rows) return i;
    copyRun(bytes, table + <usize>id * bytes, out);
  }
  return count;
}

/** Adds row i of `x` to row `ids[i]` of `sums`. An id that is none of the `rows` drops its row. */
export function scatterAddRows(count: i32, width: i32, rows: i32, x: usize, ids: usize, sums: usize): void {
  const bytes = <usize>width * 4;
  for (const end = ids + <usize>count * 4; ids < end; ids += 4, x += bytes) {
    const id = load<u32>(ids);
    if (id < <u32>rows) addRun(bytes, x, sums + <usize>id * bytes);
  }
}

/** As `scatterAddRows`, of int32 values. */
export function scatterAddIntegerRows(
  count: i32,
  width: i32,
  rows: i32,
  x: usize,
  ids: usize,
  sums: usize,
): void {
  const bytes = <usize>width * 4;
  for (const end = ids + <usize>count * 4; ids < end; ids += 4, x += bytes) {
    const id = load<u32>(ids);
    if (id >= <u32>rows) continue;
    const sum = sums + <usize>id * bytes;
    for (let at: usize = 0; at < bytes; at += 4)
      store<i32>(sum + at, load<i32>(sum + at) + load<i32>(x + at));
  }
}

/** Copies `row` to each of `count` rows at `out`. */
export function repeatRow(count: i32, width: i32, row: usize, out: usize): void {
  const bytes = <usize>width * 4;
  for (const end = out + <usize>count * bytes; out < end; out += bytes) copyRun(bytes, row, out);
}
