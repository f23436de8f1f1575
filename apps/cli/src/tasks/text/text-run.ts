import { type Vocabulary, type VocabularyData, vocabularyFromJSON } from "@tenetjs/datasets";
import { type LanguageModel, languageModel } from "@tenetjs/models";
import type { SourceDescription } from "../../corpus/source-description.ts";
import type { Run } from "../../run/run.ts";
import { networkOf } from "../network-of.ts";
import type { LanguageOptions } from "./language-options.ts";

/** A run on a text, several texts or a chat. */
export type TextRun = Run<LanguageOptions, TextData>;

/** The sources of a run, and what was found in them. */
export type TextData = {
  readonly sources: readonly SourceDescription[];
  readonly vocabulary: VocabularyData;
  /** The file with the initial weights of the run; null for fresh weights. */
  readonly initialWeights: { readonly path: string; readonly sha256: string } | null;
};

/** Whether `run` is a run on text, which has a vocabulary. */
export function isTextRun(run: Run): run is TextRun {
  return typeof run.data === "object" && run.data !== null && "vocabulary" in run.data;
}

/** The vocabulary of a run. @throws {TenetError} `bad-vocabulary` when it is damaged. */
export function vocabularyOf({ data }: TextRun): Vocabulary {
  return vocabularyFromJSON(data.vocabulary);
}

/** The network of a run, without its weights. @throws {RangeError} when an option is out of range. */
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
