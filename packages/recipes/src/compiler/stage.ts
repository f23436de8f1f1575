import { type Place, schedule, type Value } from "./value-graph.ts";

/** Instructions, each a value from earlier ones, and then what is written: all reads come before all writes. */
export type Stage = { readonly instructions: readonly Value[]; readonly writes: readonly Write[] };

/** Put in place, added to what is there, or (inputs' gradients) summed over the units and put in place. */
export type Write = { readonly place: Place; readonly value: Value; readonly mode: "put" | "add" | "sum" };

/** The stage that computes and writes these. */
export function stage(writes: readonly Write[]): Stage {
  return { instructions: schedule(writes.map(({ value }) => value)), writes };
}
