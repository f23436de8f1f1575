import { rnnRecipe } from "@tenetjs/cells";
import type { Rng } from "@tenetjs/core";
import { at } from "./arrays.ts";
import type { Check } from "./check.ts";
import { finiteDifference } from "./finite-difference.ts";
import { rnnNetwork } from "./rnn-network.ts";
import { stepOf } from "./unroll.ts";

/** dh_t/dh_{t-1} = diag(1 - h_t^2) Wh^T, entry by entry, of three units. */
export function rnnJacobian(rng: Rng): Check {
  const { weights, inputs, h0 } = rnnNetwork(rng, 1);
  const [x = []] = inputs;
  const next = (previous: readonly number[]) => stepOf(rnnRecipe, weights, x, { h: previous }).h as number[];
  const h = next(h0);
  return {
    formula: "diag(1 − h²) Whᵀ",
    other: "finite difference",
    rows: h.flatMap((value, j) =>
      h0.map((previous, i) => ({
        label: `∂h[${j + 1}] / ∂h′[${i + 1}]`,
        formula: (1 - value ** 2) * at(weights.wh, i, j),
        other: finiteDifference((change) => next(h0.with(i, previous + change))[j] as number),
      })),
    ),
  };
}
