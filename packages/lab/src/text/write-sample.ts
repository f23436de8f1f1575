import { seed } from "@tenetjs/core";
import { streamingLanguageModel } from "@tenetjs/models";
import { categorical, generateText, temperature } from "@tenetjs/sampling";
import type { LanguageRun } from "./language-run.ts";
import { storyTemperature } from "./story-temperature.ts";

const length = 90;

/** What the network writes after `prompt`: the same for the same weights. */
export async function writeSample(run: LanguageRun, prompt: string): Promise<string> {
  const text = generateText({
    model: streamingLanguageModel(run.model, run.params()),
    prompt: run.vocabulary.encode(prompt),
    pick: categorical(seed("story")),
    transforms: [temperature(storyTemperature)],
    length,
    decoder: run.vocabulary.decoder,
  });
  let whole = "";
  for await (const piece of text) whole += piece.text;
  return whole;
}

/** A prompt that the vocabulary can spell: "The ", or else the first characters of the held-out text. */
export function promptFor({ vocabulary, heldOut }: Pick<LanguageRun, "vocabulary" | "heldOut">): string {
  const usual = "The ";
  if ([...usual].every((character) => vocabulary.idOf(character) !== undefined)) return usual;
  const [first] = heldOut;
  return first === undefined ? (vocabulary.tokens[0] as string) : vocabulary.decode(first.subarray(0, 4));
}
