import { type Place, schedule, type Value } from "./value-graph.ts";

/** Straight-line code: instructions, each computed from earlier ones, and then writes. All reads come before all writes. */
export type Stage = { readonly instructions: readonly Value[]; readonly writes: readonly Write[] };

/** A write to memory: `put` overwrites, `add` adds to what is there, `sum` overwrites with the sum over all units (for inputs' gradients). */
export type Write = { readonly place: Place; readonly value: Value; readonly mode: "put" | "add" | "sum" };

/** The stage that computes and writes these. */
export function stage(writes: readonly Write[]): Stage {
  return { instructions: schedule(writes.map(({ value }) => value)), writes };
}
