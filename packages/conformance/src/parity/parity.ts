import type { Results } from "../sequence.ts";

/** The errors of a cell on a backend, compared with float64. */
export type Parity = {
  /** The largest relative error of the outputs and last states. */
  readonly outputs: number;
  /** The largest relative error of the gradients with respect to all parameters, inputs and first states. */
  readonly gradients: number;
};

/**
 * The errors of `results`. An error is relative to its tensor's largest value. It is infinite if a value is missing or extra, or if only one
 * of the value and its reference is finite.
 */
export function parityOf(results: Results, reference: Results): Parity {
  const worst = (names: readonly string[]) =>
    Math.max(0, ...names.map((name) => relativeError(results[name] ?? [], reference[name] ?? [])));
  const isGradient = (name: string) => name.startsWith("d ");
  const names = [...new Set([...Object.keys(reference), ...Object.keys(results)])];
  return {
    outputs: worst(names.filter((name) => !isGradient(name))),
    gradients: worst(names.filter(isGradient)),
  };
}

/** The larger of the errors of two parities, in each part. */
export function worse(left: Parity, right: Parity): Parity {
  return {
    outputs: Math.max(left.outputs, right.outputs),
    gradients: Math.max(left.gradients, right.gradients),
  };
}

function relativeError(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (got.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [largest, error] = [0, 0];
  for (let index = 0; index < expected.length; index += 1) {
    const [value, wanted] = [got[index] as number, expected[index] as number];
    const off = Object.is(value, wanted) ? 0 : Math.abs(value - wanted);
    if (!Number.isFinite(off)) return Number.POSITIVE_INFINITY;
    if (Number.isFinite(wanted)) largest = Math.max(largest, Math.abs(wanted));
    error = Math.max(error, off);
  }
  return error === 0 ? 0 : error / largest;
}
