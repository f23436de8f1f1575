import { pipe, type Rng, seed, split } from "@tenetjs/core";
import { readText, type Vocabulary } from "@tenetjs/datasets";
import { type LanguageModel, type LanguageModelParams, streamingLanguageModel } from "@tenetjs/models";
import { decode, sampleIds, temperature } from "@tenetjs/sampling";
import { encodeKnown } from "../../corpus/encode-text.ts";
import type { Samples } from "../../run/trainable.ts";

export type SampleOptions = {
  /** The number of tokens that the network writes. */
  readonly length: number;
  /** The text to continue; null for a token drawn from the training text, anew for each sample. */
  readonly prompt: string | null;
  /** The number that logits are divided by; null to always take the most likely token. */
  readonly temperature: number | null;
};

/**
 * A function that writes samples of `model` during training, without effect on the training. A sample depends on the parameters, the
 * seed of the run and the step only.
 *
 * @throws {RangeError} when the prompt has tokens that the vocabulary lacks.
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
    /** Draws a token to start from when there is no prompt. */
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

/** The ids of a prompt, which is normalised like the corpus: another spelling of an accent or a line ending is not unknown. */
function encode(vocabulary: Vocabulary, prompt: string): Int32Array {
  const next = "Choose a prompt of the text's own tokens.";
  return encodeKnown("--prompt", vocabulary, readText(prompt, { gutenberg: "keep" }), next);
}
