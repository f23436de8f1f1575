import type { LanguageModelOptions } from "@tenetjs/models";

/** Networks to sample from, which differ in everything that changes how they are computed. */
export const networks = {
  "two layers behind an embedding": { vocabularySize: 19, embedding: 6, hiddenSize: 37, layers: 2 },
  "a temporal gate and a tied head": {
    vocabularySize: 19,
    embedding: 24,
    hiddenSize: 24,
    tied: true,
    cell: "phased-gru",
    temporalGate: { period: [2, 8], openRatio: 0.5, leak: 0.1 },
  },
} as const satisfies Record<string, LanguageModelOptions>;

export type NetworkName = keyof typeof networks;
export const networkNames = Object.keys(networks) as [NetworkName, NetworkName];
