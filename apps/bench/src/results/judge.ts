import { median } from "simple-statistics";
import type { Check } from "./results.ts";

/** How far a subject's value may be from the others': float32 sums in other orders, through two updates, stay well within it. */
const tolerance = 1e-4;

/** A subject's check, or why its figures cannot be believed. */
export type Verdict =
  | { readonly check: Check }
  | { readonly unlike: { readonly value: number; readonly expected: number } };

/**
 * Whether each of `values` is what the others are: their median, to 1e-4 of it, or of 1 where it is smaller. Of two that differ
 * neither agrees; a value alone has nothing to agree with.
 */
export function judge(values: readonly number[]): Verdict[] {
  if (values.length < 2) return values.map(() => ({ check: { status: "none" } }));
  const expected = median([...values]);
  const most = tolerance * Math.max(1, Math.abs(expected));
  return values.map((value) =>
    Math.abs(value - expected) <= most
      ? { check: { status: "agrees", value, expected } }
      : { unlike: { value, expected } },
  );
}
