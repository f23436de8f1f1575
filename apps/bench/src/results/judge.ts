import { median } from "simple-statistics";
import type { Check } from "./results.ts";

/** How far a subject's value may be from the others. Differences from the order of float32 sums, after two updates, are far smaller. */
const tolerance = 1e-4;

/**
 * For each of `values`, whether it agrees with the others, or a clause that says how it differs. A value agrees if it is within 1e-4 of the
 * median, relative to the median or to 1, whichever is larger. Of two values that differ, neither agrees. A single value gets status `none`.
 */
export function judge(values: readonly number[]): (Check | string)[] {
  if (values.length < 2) return values.map(() => ({ status: "none" }));
  const expected = median([...values]);
  const most = tolerance * Math.max(1, Math.abs(expected));
  const show = (value: number) => value.toPrecision(6);
  return values.map((value) =>
    Math.abs(value - expected) <= most
      ? { status: "agrees", value, expected }
      : `from the same weights it computes ${show(value)}, where the others compute ${show(expected)}`,
  );
}
