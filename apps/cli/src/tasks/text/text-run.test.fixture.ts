import type { Vocabulary } from "@tenetjs/datasets";
import { defaultsOf, keptValues } from "../../options/option.ts";
import { newRun } from "../../run/run.ts";
import { type KeptLanguageValues, type LanguageOptions, languageOptions } from "./language-options.ts";
import type { TextData } from "./text-data.ts";
import { languageNetworkOf, type TextRun } from "./text-run.ts";

/** A run on `texts` with `options`, and defaults for the others. */
export function textRun(
  texts: readonly string[],
  vocabulary: Vocabulary,
  options: Partial<KeptLanguageValues>,
): TextRun {
  const kept = { ...keptValues(languageOptions, defaultsOf(languageOptions)), ...options };
  return newRun<LanguageOptions, TextData>({
    task: "text",
    network: languageNetworkOf(kept, vocabulary),
    vocabulary: vocabulary.toJSON(),
    options: kept,
    data: {
      sources: texts.map((text, index) => ({
        name: `text ${index}`,
        origin: { kind: "file", path: `/${index}` },
        sha256: "",
        tokens: text.length,
      })),
      initialWeights: null,
    },
  });
}
