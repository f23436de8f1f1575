import { type Vocabulary, type VocabularyData, vocabularyFromJSON } from "@tenetjs/datasets";
import { type LanguageModel, languageModel } from "@tenetjs/models";
import type { SourceDescription } from "../../corpus/source-description.ts";
import type { Run } from "../../run/run.ts";
import { networkOf } from "../network-of.ts";
import type { LanguageOptions } from "./language-options.ts";

/** A run on a text, several texts or a chat. */
export type TextRun = Run<LanguageOptions, TextData>;

/** What was read, and what was found in it. */
export type TextData = {
  readonly sources: readonly SourceDescription[];
  readonly vocabulary: VocabularyData;
  /** The file whose weights the run started with; null for fresh ones. */
  readonly initialWeights: { readonly path: string; readonly sha256: string } | null;
};

/** Whether `run` is one on text, and has a vocabulary. */
export function isTextRun(run: Run): run is TextRun {
  return typeof run.data === "object" && run.data !== null && "vocabulary" in run.data;
}

/** The run's vocabulary. @throws {TenetError} `bad-vocabulary` when it was tampered with. */
export function vocabularyOf({ data }: TextRun): Vocabulary {
  return vocabularyFromJSON(data.vocabulary);
}

/** The run's network, without its weights. @throws {RangeError} when one of its values is out of range. */
export function languageModelOf(run: TextRun): LanguageModel {
  const { dropout, tied, embedding } = run.options;
  return languageModel({
    ...networkOf(run.options),
    vocabularySize: vocabularyOf(run).size,
    dropout,
    tied,
    ...(embedding === null ? {} : { embedding }),
  });
}
