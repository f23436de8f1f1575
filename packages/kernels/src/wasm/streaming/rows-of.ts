import type { Call } from "../threads/call.ts";
import type { Shard } from "../threads/program.ts";

/** The rows of a batch that a call takes, and its scratch space. */
export type RowsOf = Pick<Shard, "first" | "count" | "workspace">;

/** Takes a call, to make it now or as a part of a job. */
export type Emit = (call: Call) => void;

/** Whether a batch has so few rows that products read weights unpacked, and rows are not split into shards. */
export function hasFewRows(batch: number): boolean {
  return batch <= 4;
}
