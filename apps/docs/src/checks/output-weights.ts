import type { Rng } from "@tenetjs/core";
import { nudged } from "./arrays.ts";
import type { Check } from "./check.ts";
import { errorOf } from "./cross-entropy.ts";
import { finiteDifference } from "./finite-difference.ts";
import { forward, rnnNetwork } from "./rnn-network.ts";

/** dL/dWph = h_T^T (ŷ - y), entry by entry. */
export function outputWeights(rng: Rng): Check {
  const network = rnnNetwork(rng, 4);
  const { outputs, logits } = forward(network);
  const error = errorOf(logits, network.target);
  const last = outputs.at(-1) ?? [];
  return {
    formula: "hᵀ (ŷ − y)",
    other: "finite difference",
    rows: last.flatMap((h, i) =>
      error.map((value, k) => ({
        label: `∂L/∂Wph[${i + 1}, ${k + 1}]`,
        formula: h * value,
        other: finiteDifference(
          (change) => forward({ ...network, wph: nudged(network.wph, i, k, change) }).loss,
        ),
      })),
    ),
  };
}
