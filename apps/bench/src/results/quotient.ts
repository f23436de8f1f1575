import type { Interval } from "./results.ts";

/** A value above 0, and the interval that it is known to. */
export type Estimate = { readonly median: number; readonly interval: Interval };

/**
 * `above` divided by `below`, which were measured apart, with an interval of the same confidence as theirs: on a log scale, where a
 * quotient is a difference, the distances to the ends add up as those of independent estimates do, in squares. (Zou and Donner,
 * "Construction of confidence limits about effect measures", Statistics in Medicine 27, 2008, equation 11, of logarithms.)
 */
export function quotientOf(above: Estimate, below: Estimate): Estimate {
  const [aboveDown, aboveUp] = distances(above);
  const [belowDown, belowUp] = distances(below);
  const median = above.median / below.median;
  return {
    median,
    interval: [
      median * Math.exp(-Math.hypot(aboveDown, belowUp)),
      median * Math.exp(Math.hypot(aboveUp, belowDown)),
    ],
  };
}

/** How far the ends of an interval are from its median, on a log scale. */
function distances({ median, interval: [least, most] }: Estimate): [number, number] {
  return [Math.max(0, Math.log(median / least)), Math.max(0, Math.log(most / median))];
}
