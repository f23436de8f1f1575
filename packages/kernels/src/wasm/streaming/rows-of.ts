import type { Call } from "../threads/call.ts";
import type { Program, Shard } from "../threads/program.ts";

/** The rows of a batch that a call takes, and its scratch space. */
export type RowsOf = Pick<Shard, "first" | "count" | "workspace">;

/** A part of a step: a call, or what threads do together. */
export type Part = Call | Program;

/** Takes a part of a step. Those of a shard of rows are calls. */
export type Emit = (part: Part) => void;

/** Whether a batch has so few rows that they are not split into shards: it is the columns of large products that threads share. */
export function hasFewRows(batch: number): boolean {
  return batch <= 4;
}
