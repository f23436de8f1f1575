import { costOf } from "./cost-of.ts";
import { isComparison, schedule, type Value } from "./value-graph.ts";

/** What the forward pass keeps for the backward pass. */
export type SavePlan = {
  /** Kept values and the slots of a row that they go to; a gate's own slot holds the gate at first. */
  readonly saved: ReadonlyMap<Value, number>;
  /** Slots in a row: the gates' and, after them, those for what found no room there. */
  readonly slots: number;
};

/** What it costs to write a value and to read it back, where adding two is 1. */
const savingCost = 3;

/**
 * Which values of a step to keep for its backward pass, and which to compute again. What costs more than keeping it is
 * kept: every transcendental function, and division. Cheap values are computed again from what is at hand in any case
 * (`free`: the states before and after the step, among others), unless that would need more to be kept than the values
 * themselves. Kept values take the slots of gates that are not needed any more, so that a step seldom needs memory for them.
 *
 * @param forward the step's values; @param backward what is to be computed from them.
 */
export function planSaves(
  forward: readonly Value[],
  backward: readonly Value[],
  free: ReadonlySet<Value>,
  gates: number,
): SavePlan {
  const ofForward = new Set(schedule(forward));
  const isFree = (value: Value) =>
    free.has(value) || value.operation === "constant" || (value.operation === "read" && !isGate(value));
  const needed = schedule(backward, ofForward).filter((value) => ofForward.has(value) && !isFree(value));
  const kept = new Set<Value>();
  /** What `value` would have to be computed from, and does not have yet. */
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
  return assignSlots(kept, gates);
}

function assignSlots(kept: ReadonlySet<Value>, gates: number): SavePlan {
  const saved = new Map<Value, number>();
  for (const value of kept) if (isGate(value)) saved.set(value, (value.place as { index: number }).index);
  const taken = new Set(saved.values());
  let slot = 0;
  for (const value of kept) {
    if (isGate(value)) continue;
    while (taken.has(slot)) slot += 1;
    saved.set(value, slot);
    taken.add(slot);
  }
  return { saved, slots: Math.max(gates, ...[...taken].map((index) => index + 1)) };
}

/** A gate that is not kept is lost when its slot is written to: reading it costs more than computing. */
function cost(value: Value): number {
  if (value.place?.buffer === "slots") return savingCost + 1;
  return costOf(value);
}

function isGate({ place }: Value): boolean {
  return place?.buffer === "slots";
}
