import { rnnRecipe } from "@tenetjs/cells";
import type { Rng } from "@tenetjs/core";
import { plus, times } from "./arrays.ts";
import type { Check } from "./check.ts";
import { crossEntropy } from "./cross-entropy.ts";
import { finiteDifference } from "./finite-difference.ts";
import { forward, outputGradients, rnnNetwork } from "./rnn-network.ts";
import { outputsOf } from "./unroll.ts";

const steps = 10;

/** ‖dL/dh_t‖ of each step of an RNN: how much of the loss still reaches the outputs long before it. */
export function vanishing(rng: Rng): Check {
  const network = rnnNetwork(rng, steps);
  const { weights, inputs, wph, bp, target } = network;
  const { outputs } = forward(network);
  /** The loss, if step t had given h. */
  const lossAfter = (t: number, h: readonly number[]) => {
    const rest = outputsOf(rnnRecipe, weights, inputs.slice(t + 1), h);
    return crossEntropy(plus(times(rest.at(-1) ?? h, wph), bp), target);
  };
  const gradients = outputGradients(network);
  return {
    formula: "product of Jacobians",
    other: "finite differences",
    rows: outputs.map((h, t) => ({
      label: `‖dL/dh‖ at step ${t + 1}`,
      formula: Math.hypot(...(gradients[t] as number[])),
      other: Math.hypot(
        ...h.map((value, unit) => finiteDifference((change) => lossAfter(t, h.with(unit, value + change)))),
      ),
    })),
  };
}
