import type { Vocabulary } from "@tenetjs/datasets";
import { describedTextRun } from "./described-text-run.ts";
import type { KeptLanguageValues } from "./language-options.ts";
import type { TextRun } from "./text-run.ts";

/** A run on `texts` with `options`, and defaults for the others. */
export function textRun(
  texts: readonly string[],
  vocabulary: Vocabulary,
  options: Partial<KeptLanguageValues>,
): TextRun {
  const sources = texts.map((text, index) => ({
    name: `text ${index}`,
    origin: { kind: "file" as const, path: `/${index}` },
    sha256: "",
    tokens: text.length,
  }));
  return describedTextRun(sources, vocabulary, options);
}
