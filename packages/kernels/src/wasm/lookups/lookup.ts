import { problem } from "@tenetjs/core/internals";
import type { Kernels } from "../module/kernels.ts";

/** Rows of a float32 table by int32 id. */
export type Lookup = {
  /** The number of ids. */
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
 * @throws {RangeError} that names the first id out of range.
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
 * Adds row i at the address `x` to row `ids[i]` at `sums`: accumulates the product of transposed one-hot rows with x. Drops rows whose
 * id is out of range.
 */
export function scatterAddRows(
  { exports }: Kernels,
  { count, width, rows, ids, x, sums }: Lookup & { readonly x: number; readonly sums: number },
): void {
  exports.scatterAddRows(count, width, rows, x, ids, sums);
}
