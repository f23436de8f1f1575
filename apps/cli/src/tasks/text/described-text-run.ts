import type { Vocabulary } from "@tenetjs/datasets";
import { defaultsOf, keptValues } from "../../options/option.ts";
import { newRun } from "../../run/run.ts";
import { type KeptLanguageValues, type LanguageOptions, languageOptions } from "./language-options.ts";
import type { TextData } from "./text-data.ts";
import { languageNetworkOf, type TextRun } from "./text-run.ts";

/** A run on sources that were read already, with `options`, and the defaults of language models for the others. */
export function describedTextRun(
  sources: TextData["sources"],
  vocabulary: Vocabulary,
  options: Partial<KeptLanguageValues>,
): TextRun {
  const kept = { ...keptValues(languageOptions, defaultsOf(languageOptions)), ...options };
  return newRun<LanguageOptions, TextData>({
    task: "text",
    network: languageNetworkOf(kept, vocabulary),
    vocabulary: vocabulary.toJSON(),
    options: kept,
    data: { sources, initialWeights: null },
  });
}
