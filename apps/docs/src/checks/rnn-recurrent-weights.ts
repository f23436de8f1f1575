import type { Rng } from "@tenetjs/core";
import { nudged } from "./arrays.ts";
import type { Check } from "./check.ts";
import { finiteDifference } from "./finite-difference.ts";
import { beforeTanh, forward, outputGradients, rnnNetwork } from "./rnn-network.ts";

/** dL/dWh = Σ_t h_{t-1}^T δ_t over six steps, entry by entry. */
export function rnnRecurrentWeights(rng: Rng): Check {
  const network = rnnNetwork(rng, 6);
  const { weights, h0 } = network;
  const { outputs } = forward(network);
  const deltas = outputGradients(network).map((gradient, t) => beforeTanh(gradient, outputs[t] as number[]));
  const previous = [h0, ...outputs];
  return {
    formula: "Σ h′ᵀ δ",
    other: "finite difference",
    rows: weights.wh.flatMap((row, i) =>
      row.map((_, j) => ({
        label: `∂L/∂Wh[${i + 1}, ${j + 1}]`,
        formula: deltas.reduce(
          (sum, delta, t) => sum + (previous[t]?.[i] as number) * (delta[j] as number),
          0,
        ),
        other: finiteDifference(
          (change) =>
            forward({ ...network, weights: { ...weights, wh: nudged(weights.wh, i, j, change) } }).loss,
        ),
      })),
    ),
  };
}
