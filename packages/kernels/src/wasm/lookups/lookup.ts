import { problem } from "@tenetjs/core/internals";
import type { Kernels } from "../module/kernels.ts";

/** Rows of a float32 table by int32 id. */
export type Lookup = {
  /** How many ids. */
  readonly count: number;
  /** Values in a row. */
  readonly width: number;
  /** Rows of the table. */
  readonly rows: number;
  /** Address of the ids. */
  readonly ids: number;
};

/**
 * Copies row `ids[i]` of the table at the address `table` to row i at `out`: the product of one-hot rows with the table.
 *
 * @throws {RangeError} naming the first id that is none of the rows.
 */
export function gatherRows(
  { exports, memory }: Kernels,
  { count, width, rows, ids, table, out }: Lookup & { readonly table: number; readonly out: number },
): void {
  const copied = exports.gatherRows(count, width, rows, table, ids, out);
  if (copied === count) return;
  const id = new Int32Array(memory.buffer, ids, count)[copied];
  throw new RangeError(problem("gatherRows", `ids from 0 to ${rows - 1}`, id, `It is id number ${copied}.`));
}

/**
 * Adds row i at the address `x` to row `ids[i]` at `sums`: the product of transposed one-hot rows with x, added to what is there.
 * A row whose id is out of range is dropped.
 */
export function scatterAddRows(
  { exports }: Kernels,
  { count, width, rows, ids, x, sums }: Lookup & { readonly x: number; readonly sums: number },
): void {
  exports.scatterAddRows(count, width, rows, x, ids, sums);
}
