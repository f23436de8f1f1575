import type { Case } from "./case.ts";
import { textNetwork } from "./networks.ts";

/** The reference on a GPU: tfjs-layers, unmodified. */
const reference = "tfjs-layers-webgpu";

/** The cases of a run on a GPU: training steps of the text model by hidden size, and generation. */
export const gpuCases: readonly Case[] = [
  ...[1, 10].flatMap((readEvery) => [64, 128, 256, 512, 1024].map((size) => training(size, readEvery))),
  ...[1, 64].map(
    (batch): Case => ({
      id: `gpu/generate-2x128-batch-${batch}`,
      title: batch === 1 ? "Generate one text, 2x128" : `Generate ${batch} texts in parallel, 2x128`,
      task: { kind: "generate", network: textNetwork, batch, time: 200 },
      measure: "time",
      reference,
      quick: batch === 1,
    }),
  ),
];

function training(hiddenSize: number, readEvery: number): Case {
  const eachStep = readEvery === 1;
  return {
    id: `gpu/train-${eachStep ? "" : `read-${readEvery}-`}2x${hiddenSize}`,
    title: `Train two layers of ${hiddenSize} units${eachStep ? "" : ", without waiting for each step"}`,
    task: {
      kind: "train",
      network: { ...textNetwork, hiddenSize },
      batch: 64,
      time: 30,
      ...(eachStep ? {} : { readEvery }),
    },
    measure: "time",
    reference,
    scaling: { figure: "hidden", value: hiddenSize },
    quick: eachStep && (hiddenSize === 128 || hiddenSize === 512),
  };
}
