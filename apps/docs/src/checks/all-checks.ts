import type { Rng } from "@tenetjs/core";
import type { Check } from "./check.ts";

/** The checks of the theory, by the name that pages use, each loaded when it is needed. */
export const allChecks: Readonly<Record<string, () => Promise<(rng: Rng) => Check>>> = {
  "softmax-gradient": async () => (await import("./softmax-gradient.ts")).softmaxGradient,
  "output-weights": async () => (await import("./output-weights.ts")).outputWeights,
  "rnn-jacobian": async () => (await import("./rnn-jacobian.ts")).rnnJacobian,
  "rnn-recurrent-weights": async () => (await import("./rnn-recurrent-weights.ts")).rnnRecurrentWeights,
  vanishing: async () => (await import("./vanishing.ts")).vanishing,
  "lstm-step": async () => (await import("./lstm-step.ts")).lstmStep,
  "lstm-parameters": async () => (await import("./lstm-parameters.ts")).lstmParameters,
  "temporal-gate": async () => (await import("./temporal-gate.ts")).temporalGate,
  temperature: async () => (await import("./temperature.ts")).temperature,
};
