/* Lookups of rows of a table by int32 id, and sums of rows by id: the products with one-hot rows, without multiplying. */

import { addRun, copyRun } from "./runs";

/** Copies row `ids[i]` of `table` to row i of `out`, and stops at the first id out of range. Returns the number of rows it copied. */
export function gatherRows(count: i32, width: i32, rows: i32, table: usize, ids: usize, out: usize): i32 {
  const bytes = <usize>width * 4;
  for (let i = 0; i < count; i++, out += bytes) {
    const id = load<u32>(ids + <usize>i * 4);
    // The comparison is unsigned, so a negative id counts as too large.
    if (id >= <u32>rows) return i;
    copyRun(bytes, table + <usize>id * bytes, out);
  }
  return count;
}

/** Adds row i of `x` to row `ids[i]` of `sums`. Drops rows whose id is out of range. */
export function scatterAddRows(count: i32, width: i32, rows: i32, x: usize, ids: usize, sums: usize): void {
  const bytes = <usize>width * 4;
  for (const end = ids + <usize>count * 4; ids < end; ids += 4, x += bytes) {
    const id = load<u32>(ids);
    if (id < <u32>rows) addRun(bytes, x, sums + <usize>id * bytes);
  }
}

/** Does the same as `scatterAddRows` for int32 values. */
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

/** Writes the sum of `count` rows at `x` to `out`, column by column in the order of the rows. */
export function sumRows(count: i32, width: i32, x: usize, out: usize): void {
  const bytes = <usize>width * 4;
  memory.fill(out, 0, bytes);
  for (const end = x + <usize>count * bytes; x < end; x += bytes) addRun(bytes, x, out);
}
