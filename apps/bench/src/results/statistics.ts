import { type Rng, uniform } from "@tenetjs/core";
import { median, quantileSorted, sampleWithReplacement } from "simple-statistics";
import type { Interval } from "./results.ts";

/** The bootstrap interval of the median (Efron, 1979): the middle 95 % of the medians of `samples` samples with replacement; default 2000. */
export function bootstrapInterval(values: readonly number[], rng: Rng, samples = 2000): Interval {
  const given = [...values];
  const medians = Array.from({ length: samples }, () =>
    median(sampleWithReplacement(given, given.length, () => uniform(rng))),
  ).sort((left, right) => left - right);
  return [quantileSorted(medians, 0.025), quantileSorted(medians, 0.975)];
}

/** The range of `values` relative to their median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median([...values]);
}
