import { type Rng, uniform } from "@tenetjs/core";
import { median, quantileSorted, sampleWithReplacement } from "simple-statistics";
import type { Interval } from "./results.ts";

/** The middle 95 % of the medians of samples drawn from `values` with replacement (Efron, 1979), by default 2000 of them. */
export function bootstrapInterval(values: readonly number[], rng: Rng, samples = 2000): Interval {
  const given = [...values];
  const medians = Array.from({ length: samples }, () =>
    median(sampleWithReplacement(given, given.length, () => uniform(rng))),
  ).sort((left, right) => left - right);
  return [quantileSorted(medians, 0.025), quantileSorted(medians, 0.975)];
}

/** How far apart the least and the most of `values` are, as a share of their median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median([...values]);
}
