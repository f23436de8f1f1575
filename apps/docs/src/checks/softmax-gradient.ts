import { type Rng, split } from "@tenetjs/core";
import { randomVector } from "./arrays.ts";
import type { Check } from "./check.ts";
import { crossEntropy, errorOf } from "./cross-entropy.ts";
import { finiteDifference } from "./finite-difference.ts";

/** dL/dp = ŷ - y, of five logits with the third as the target. */
export function softmaxGradient(rng: Rng): Check {
  const logits = randomVector(split(rng, "logits"), 5, 2);
  const target = 2;
  const error = errorOf(logits, target);
  return {
    formula: "ŷ − y",
    other: "finite difference",
    rows: logits.map((_, index) => ({
      label: `∂L/∂p, ${index === target ? "target" : `class ${index + 1}`}`,
      formula: error[index] as number,
      other: finiteDifference((change) =>
        crossEntropy(logits.with(index, (logits[index] as number) + change), target),
      ),
    })),
  };
}
