import type { Interval } from "./results.ts";

/** A value above 0 with its confidence interval. */
export type Estimate = { readonly median: number; readonly interval: Interval };

/**
 * `above` divided by `below`, two independent estimates, with an interval of the same confidence level. On a log scale the quotient is a
 * difference, and the distances from the median to the ends add up as the root of their squares. (Zou and Donner, "Construction of confidence
 * limits about effect measures", Statistics in Medicine 27, 2008, equation 11, applied to logarithms.)
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

/** The distances of the ends of an interval from its median, on a log scale. */
function distances({ median, interval: [least, most] }: Estimate): [number, number] {
  return [Math.max(0, Math.log(median / least)), Math.max(0, Math.log(most / median))];
}
