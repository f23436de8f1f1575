import { type Case, usualReference } from "./case.ts";
import { singleLayerNetwork } from "./networks.ts";

/** Training steps of one layer by batch and by hidden size. The palindromes of `train.ts` scale by time, and every case by threads. */
export const scalingCases: readonly Case[] = [
  ...[1, 8, 64, 256].map((batch) => point("batch", batch, { batch })),
  ...[32, 64, 128, 256, 512, 1024].map((hiddenSize) => point("hidden", hiddenSize, { hiddenSize })),
];

function point(
  figure: "batch" | "hidden",
  value: number,
  { batch = 64, hiddenSize = 128 }: { batch?: number; hiddenSize?: number },
): Case {
  const network = { ...singleLayerNetwork, hiddenSize };
  return {
    id: `scaling/${figure}-${value}`,
    title: figure === "batch" ? `Train on batches of ${value}` : `Train a layer of ${value} units`,
    task: { kind: "train", network, batch, time: 30 },
    measure: "time",
    reference: usualReference,
    subjects: ["tenet-wasm-composed", "tenet-wasm-1", "tenet-webgpu*", "tfjs-layers-w*", "pytorch-1"],
    scaling: { figure, value },
  };
}
