import { type Rng, uniform } from "@tenetjs/core";
import { temperature as divideBy, softmax } from "@tenetjs/sampling";
import { randomVector } from "./arrays.ts";
import type { Check } from "./check.ts";

/** The odds of two tokens are exp((l_i - l_j) / T): their logarithm, beside that of the package's probabilities. */
export function temperature(rng: Rng): Check {
  const logits = randomVector(rng, 4, 1.5);
  return {
    formula: "(l₁ − lⱼ) / T",
    other: "ln(p₁ / pⱼ) of the package",
    rows: [0.5, 1, 2, uniform(rng, 0.3, 3)].flatMap((value) => {
      const probabilities = softmax(divideBy(value)(Float32Array.from(logits), new Int32Array()));
      return [1, 2, 3].map((index) => ({
        label: `T = ${value.toFixed(2)}, tokens 1 and ${index + 1}`,
        formula: ((logits[0] as number) - (logits[index] as number)) / value,
        other: Math.log((probabilities[0] as number) / (probabilities[index] as number)),
      }));
    }),
  };
}
