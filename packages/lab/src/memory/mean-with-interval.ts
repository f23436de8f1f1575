import type { Mean } from "./memory-facts.ts";

/** The mean of samples, and its 95 % confidence interval from the standard error: 1.96 of them on either side, for a few dozen samples or more. */
export function meanWithInterval(samples: readonly number[]): Mean {
  const count = samples.length;
  const mean = samples.reduce((sum, value) => sum + value, 0) / count;
  const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const margin = 1.96 * Math.sqrt(variance / count);
  return { mean, low: mean - margin, high: mean + margin };
}
