import type { ComputeClipped } from "../scenarios/compute-clipped.ts";
import type { Results } from "../sequence.ts";

/**
 * The global norm of the gradients, and the gradients scaled so that it is at most `most`, in float64. A sum of squares that overflows
 * float32 is infinite here as well, and then every value is NaN.
 */
export function clipped({ gradients, most }: ComputeClipped): Results {
  const squares = Object.values(gradients).flatMap(({ values }) => Array.from(values, (value) => value ** 2));
  const sum = squares.reduce((sum, square) => sum + square, 0);
  const norm = Number.isFinite(Math.fround(sum)) ? Math.sqrt(sum) : Math.fround(sum);
  const scale = Number.isFinite(norm) ? Math.min(1, most / norm) : Number.NaN;
  const scaled = Object.entries(gradients).map(([name, { values }]): [string, Float64Array] => [
    name,
    Float64Array.from(values, (value) => value * scale),
  ]);
  return { norm: Float64Array.of(norm), ...Object.fromEntries(scaled) };
}
