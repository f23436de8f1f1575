import { pipe, type Rng, seed, split } from "@tenetjs/core";
import { readText, type Vocabulary } from "@tenetjs/datasets";
import { type LanguageModel, type LanguageModelParams, streamingLanguageModel } from "@tenetjs/models";
import { decode, sampleIds, temperature } from "@tenetjs/sampling";
import type { Samples } from "../../run/trainable.ts";

export type SampleOptions = {
  /** How many tokens the network adds. */
  readonly length: number;
  /** What it goes on from; null for a token drawn from the text it is trained on, another for each sample. */
  readonly prompt: string | null;
  /** What logits are divided by; null for the likeliest token each time. */
  readonly temperature: number | null;
};

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
): Samples["write"] {
  const root = seed(`samples ${runSeed}`);
  const asked = prompt === null || prompt === "" ? undefined : encode(vocabulary, prompt);
  return async function* (params, step) {
    const rng = split(root, step);
    const opening = asked ?? Int32Array.of(draw(split(rng, "opening")));
    yield vocabulary.decode(opening);
    const ids = sampleIds({
      model: streamingLanguageModel(model, params as LanguageModelParams),
      prompt: opening,
      length,
      ...(heat === null ? { greedy: true } : { rng: split(rng, "picks"), transforms: [temperature(heat)] }),
    });
    for await (const { text } of pipe(ids, decode(vocabulary.decoder))) if (text !== "") yield text;
  };
}

/** A prompt is read as the corpus was, so that one accent or line ending typed otherwise is no unknown character. */
function encode(vocabulary: Vocabulary, prompt: string): Int32Array {
  return vocabulary.encode(readText(prompt, { gutenberg: "keep" }));
}
