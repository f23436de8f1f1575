import { characterVocabulary, randomWindows, sampleText } from "@tenetjs/datasets";
import { languageModel } from "@tenetjs/models";
import { crossEntropy } from "@tenetjs/training";
import { network } from "../training/network.ts";
import type { Measured } from "./device-facts.ts";
import { textBatch } from "./text-batch.ts";

/**
 * Trains an LSTM on the sample text, on the current backend, for some seconds, and returns the characters a second: those of a batch over the median time of a
 * step. The first step is not counted, because it compiles kernels. `tell` gets what is known after each step.
 */
export async function measureTraining(
  { hiddenSize, seconds }: { readonly hiddenSize: number; readonly seconds: number },
  tell: (measured: Measured) => void,
): Promise<Measured> {
  const vocabulary = characterVocabulary(sampleText);
  const model = languageModel({ vocabularySize: vocabulary.size, cell: "lstm", hiddenSize });
  const training = randomWindows(vocabulary.encode(sampleText), { ...textBatch, seed: 1 });
  const rates = () => ({ learningRate: 0.002, clip: 1 });
  const trained = network({
    model,
    objective: crossEntropy(model),
    training,
    heldOut: [],
    optimizer: "adam",
    rates,
    seed: 1,
  });
  try {
    await trained.step();
    const times: number[] = [];
    const start = performance.now();
    for (;;) {
      const before = performance.now();
      await trained.step();
      const now = performance.now();
      times.push(now - before);
      const done = Math.min(1, (now - start) / (1000 * seconds));
      const charactersPerSecond = (1000 * textBatch.batch * textBatch.time) / median(times);
      const measured = { steps: times.length, charactersPerSecond, done };
      if (done === 1) return measured;
      tell(measured);
    }
  } finally {
    await trained.end();
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}
