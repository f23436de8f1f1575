import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { characterVocabulary, randomWindows } from "@tenetjs/datasets";
import { languageModel, streamingLanguageModel } from "@tenetjs/models";
import { categorical, generateText, temperature } from "@tenetjs/sampling";
import {
  adam,
  chain,
  clipByGlobalNorm,
  crossEntropy,
  disposeTrainingState,
  train,
  trainingState,
} from "@tenetjs/training";

export type LearnToWriteOptions = {
  /** The numbers of steps after which the network writes, rising. Training ends at the last. */
  readonly sampleAt: readonly number[];
  /** What the network continues each time. */
  readonly prompt: string;
  /** The number of characters that it writes. */
  readonly length: number;
};

/** What happens while a network learns to write: its loss in nats per character, or what it writes. */
export type WritingEvent =
  | {
      readonly kind: "progress";
      readonly step: number;
      readonly loss: number;
      readonly charactersPerSecond: number;
    }
  | { readonly kind: "sample"; readonly step: number; readonly text: string };

/** One LSTM, small enough for a phone. */
const network = { cell: "lstm", hiddenSize: 128 } as const;
const [batch, time] = [32, 32];

/**
 * Trains a language model on a text. Each sample continues the same prompt with the same random numbers, so that samples differ by what the
 * network has learned in between.
 */
export async function* learnToWrite(
  text: string,
  { sampleAt, prompt, length }: LearnToWriteOptions,
): AsyncGenerator<WritingEvent> {
  const vocabulary = characterVocabulary(text);
  const model = languageModel({ vocabularySize: vocabulary.size, ...network });
  const optimizer = chain(clipByGlobalNorm(1), adam(0.01));
  const params = model.init(seed(1));
  const state = trainingState({ params, optimizer });
  disposeTree(params); // The state has a copy.

  const sample = async (): Promise<WritingEvent> => {
    let written = "";
    for await (const chunk of generateText({
      model: streamingLanguageModel(model, state.params),
      prompt: vocabulary.encode(prompt),
      pick: categorical(seed(2)),
      transforms: [temperature(0.5)],
      length,
      decoder: vocabulary.decoder,
    })) {
      written += chunk.text;
    }
    return { kind: "sample", step: state.step, text: written };
  };

  const batches = randomWindows(vocabulary.encode(text), { batch, time, seed: 1 });
  try {
    if (sampleAt[0] === 0) yield await sample();
    const objective = crossEntropy(model);
    const run = train({ state, objective, optimizer, batches, rng: seed(1), reportEvery: 5 });
    for await (const { step, loss, seconds } of run) {
      yield { kind: "progress", step, loss, charactersPerSecond: (step * batch * time) / seconds };
      if (sampleAt.includes(step)) yield await sample();
      if (step >= (sampleAt.at(-1) ?? 0)) return;
    }
  } finally {
    disposeTrainingState(state);
  }
}
