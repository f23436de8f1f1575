import { costOf } from "./cost-of.ts";
import { isComparison, schedule, type Value } from "./value-graph.ts";

/** What the forward pass keeps for the backward pass. */
export type SavePlan = {
  /** Kept values and the slots of a row that they go to; a gate's own slot holds the gate at first. */
  readonly saved: ReadonlyMap<Value, number>;
  /** Slots in a row: one for each gate, those that are reserved, and more for saved values that do not fit there. */
  readonly slots: number;
};

/** What it costs to write a value and to read it back, where adding two is 1. */
const savingCost = 3;

/**
 * Which values of a step to save for its backward pass, and which to recompute. A value that costs more than a store and a load is
 * saved: every transcendental function, and division. Cheap values are recomputed from values that the backward pass has anyway (`free`, such as
 * the states before and after the step), unless that would need more values to be saved. Saved values reuse the slots of gates that are no longer
 * needed, so that a step seldom needs extra memory.
 *
 * @param forward the step's values
 * @param backward the values that the backward pass computes from them
 * @param reserved the number of slots after those of the gates that hold something else
 */
export function planSaves(
  forward: readonly Value[],
  backward: readonly Value[],
  free: ReadonlySet<Value>,
  gates: number,
  reserved = 0,
): SavePlan {
  const ofForward = new Set(schedule(forward));
  const isFree = (value: Value) =>
    free.has(value) || value.operation === "constant" || (value.operation === "read" && !isGate(value));
  const needed = schedule(backward, ofForward).filter((value) => ofForward.has(value) && !isFree(value));
  const kept = new Set<Value>();
  /** The values that recomputing `value` needs and that are not saved yet. */
  const missing = (value: Value): Value[] =>
    schedule([value], { has: (below) => isFree(below) || kept.has(below) }).filter(
      (below) => !isFree(below) && !kept.has(below),
    );
  const keepDear = (values: readonly Value[]) => {
    for (const value of values) if (cost(value) > savingCost) kept.add(value);
  };

  keepDear(needed);
  for (const value of needed.toSorted((a, b) => a.id - b.id)) {
    const absent = missing(value);
    const recomputing = absent.reduce((sum, below) => sum + Math.min(cost(below), savingCost), 0);
    if (recomputing > savingCost && !isComparison(value)) kept.add(value);
    else keepDear(absent);
  }
  return assignSlots(kept, gates, reserved);
}

function assignSlots(kept: ReadonlySet<Value>, gates: number, reserved: number): SavePlan {
  const saved = new Map<Value, number>();
  for (const value of kept) if (isGate(value)) saved.set(value, (value.place as { index: number }).index);
  const taken = new Set([
    ...saved.values(),
    ...Array.from({ length: reserved }, (_, index) => gates + index),
  ]);
  let slot = 0;
  for (const value of kept) {
    if (isGate(value)) continue;
    while (taken.has(slot)) slot += 1;
    saved.set(value, slot);
    taken.add(slot);
  }
  return { saved, slots: Math.max(gates, ...[...taken].map((index) => index + 1)) };
}

/** A gate that is not saved is overwritten with its slot, so it counts as more expensive than saving. */
function cost(value: Value): number {
  if (value.place?.buffer === "slots") return savingCost + 1;
  return costOf(value);
}

function isGate({ place }: Value): boolean {
  return place?.buffer === "slots";
}
