import { median } from "simple-statistics";
import type { Check } from "./results.ts";

/** How far a subject's value may be from the others': float32 sums in other orders, through two updates, stay well within it. */
const tolerance = 1e-4;

/**
 * Whether each of `values` is what the others are, or, as a clause, how it is not: their median, to 1e-4 of it, or of 1 where it is
 * smaller. Of two that differ neither agrees; a value alone has nothing to agree with.
 */
export function judge(values: readonly number[]): (Check | string)[] {
  if (values.length < 2) return values.map(() => ({ status: "none" }));
  const expected = median([...values]);
  const most = tolerance * Math.max(1, Math.abs(expected));
  const show = (value: number) => value.toPrecision(6);
  return values.map((value) =>
    Math.abs(value - expected) <= most
      ? { status: "agrees", value, expected }
      : `from the same weights it gives ${show(value)}, and the others ${show(expected)}`,
  );
}
