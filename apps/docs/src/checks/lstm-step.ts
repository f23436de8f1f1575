import { lstmRecipe } from "@tenetjs/cells";
import { normal, type Rng } from "@tenetjs/core";
import { evaluateStep } from "@tenetjs/recipes";
import type { Check } from "./check.ts";
import { finiteDifference } from "./finite-difference.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** The derivatives of one unit's step by its memory and by each gate. */
export function lstmStep(rng: Rng): Check {
  const gates = { input: normal(rng), forget: normal(rng), candidate: normal(rng), output: normal(rng) };
  const state = { h: normal(rng), c: normal(rng) };
  const step = (changes: Partial<typeof gates & { c: number }>) =>
    evaluateStep(lstmRecipe, {
      gates: { ...gates, ...changes },
      state: { ...state, c: changes.c ?? state.c },
    }) as { h: number; c: number };

  const [i, f, o] = [sigmoid(gates.input), sigmoid(gates.forget), sigmoid(gates.output)];
  const g = Math.tanh(gates.candidate);
  const tanhC = Math.tanh(f * state.c + i * g);
  const by = (name: keyof typeof gates | "c", of: "h" | "c") =>
    finiteDifference((change) => step({ [name]: (name === "c" ? state.c : gates[name]) + change })[of]);
  return {
    formula: "by hand",
    other: "finite difference",
    rows: [
      { label: "∂c/∂c′ = f", formula: f, other: by("c", "c") },
      { label: "∂c/∂zᵢ = g i (1 − i)", formula: g * i * (1 - i), other: by("input", "c") },
      { label: "∂c/∂z_f = c′ f (1 − f)", formula: state.c * f * (1 - f), other: by("forget", "c") },
      { label: "∂c/∂z_g = i (1 − g²)", formula: i * (1 - g ** 2), other: by("candidate", "c") },
      { label: "∂h/∂c′ = o (1 − tanh² c) f", formula: o * (1 - tanhC ** 2) * f, other: by("c", "h") },
      { label: "∂h/∂zₒ = tanh(c) o (1 − o)", formula: tanhC * o * (1 - o), other: by("output", "h") },
    ],
  };
}
