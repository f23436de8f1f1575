import { phasedRecipe, rnnRecipe } from "@tenetjs/cells";
import { type Rng, uniform } from "@tenetjs/core";
import { evaluateStep } from "@tenetjs/recipes";
import type { Check } from "./check.ts";

const alpha = 0.001;

/** k at a few times, by the three branches, beside the openness that the recipe of `phased` shows: (h - h') / (h~ - h'). */
export function temporalGate(rng: Rng): Check {
  const tau = uniform(rng, 4, 40);
  const ratio = uniform(rng, 0.2, 0.6);
  const shift = uniform(rng, 0, tau);
  const recipe = phasedRecipe(rnnRecipe, { leak: alpha });
  const [proposed, previous] = [Math.tanh(1), -0.5];
  const openness = (t: number) => {
    const { h } = evaluateStep(recipe, {
      gates: { hidden: 1 },
      state: { h: previous },
      parameters: { logPeriod: Math.log(tau), openLogit: Math.log(ratio / (1 - ratio)), shift },
      inputs: { time: t },
      training: true,
    }) as { h: number };
    return (h - previous) / (proposed - previous);
  };
  const phases = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => part * ratio);
  const times = [...phases, (ratio + 1) / 2, 0.99].map((phase) => shift + phase * tau - tau);
  return {
    formula: "the three branches",
    other: "the recipe of phased",
    rows: times.map((t) => {
      const phi = ((((t - shift) % tau) + tau) % tau) / tau;
      const k = phi <= ratio / 2 ? (2 * phi) / ratio : phi <= ratio ? 2 - (2 * phi) / ratio : alpha * phi;
      return { label: `k at t = ${t.toFixed(2)} (φ = ${phi.toFixed(3)})`, formula: k, other: openness(t) };
    }),
  };
}
