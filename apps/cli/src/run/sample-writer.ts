import { pipe, type Rng, seed, split } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import { readText, type Vocabulary } from "@tenetjs/datasets";
import { type LanguageModel, type LanguageModelParams, streamingLanguageModel } from "@tenetjs/models";
import { decode, sampleIds, temperature } from "@tenetjs/sampling";

export type SampleOptions = {
  /** How many tokens the network adds. */
  readonly length: number;
  /** What it goes on from. Without one: a token drawn from the text it is trained on, another for each sample. */
  readonly prompt?: string;
  /** What logits are divided by; without it, each token is the likeliest. */
  readonly temperature?: number;
};

/** The text that the network of these parameters writes after step `step`, in pieces as it is made; the first is the prompt. */
export type Writer = (params: TensorTree, step: number) => AsyncIterable<string>;

/**
 * What writes samples of `model` while it trains, without touching the training: what is drawn depends on the run's seed and the
 * step alone.
 *
 * @throws {TenetError} `UNKNOWN_TOKEN` when the prompt has what the vocabulary lacks.
 */
export function sampleWriter(
  {
    model,
    vocabulary,
    draw,
    seed: runSeed,
  }: {
    readonly model: LanguageModel;
    readonly vocabulary: Vocabulary;
    /** Gives a token to start from, where there is no prompt. */
    readonly draw: (rng: Rng) => number;
    readonly seed: number;
  },
  { length, prompt, temperature: heat }: SampleOptions,
): Writer {
  const root = seed(`samples ${runSeed}`);
  const asked = prompt === undefined || prompt === "" ? undefined : encode(vocabulary, prompt);
  return async function* (params, step) {
    const rng = split(root, step);
    const opening = asked ?? Int32Array.of(draw(split(rng, "opening")));
    yield vocabulary.decode(opening);
    const ids = sampleIds({
      model: streamingLanguageModel(model, params as LanguageModelParams),
      prompt: opening,
      length,
      ...(heat === undefined
        ? { greedy: true }
        : { rng: split(rng, "picks"), transforms: [temperature(heat)] }),
    });
    for await (const { text } of pipe(ids, decode(vocabulary.decoder))) if (text !== "") yield text;
  };
}

/** A prompt is read as the corpus was, so that one accent or line ending typed otherwise is no unknown character. */
function encode(vocabulary: Vocabulary, prompt: string): Int32Array {
  return vocabulary.encode(readText(prompt, { gutenberg: "keep" }));
}
