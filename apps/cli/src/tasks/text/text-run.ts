import { type Vocabulary, vocabularyFromJSON } from "@tenetjs/datasets";
import { type LanguageModel, type LanguageModelOptions, languageModel } from "@tenetjs/models";
import type { Run } from "../../run/run.ts";
import { networkOf } from "../network-of.ts";
import type { LanguageOptions } from "./language-options.ts";
import type { TextData } from "./text-data.ts";

/** A run on a text, several texts or a chat. */
export type TextRun = Run<LanguageOptions, TextData>;

/** What is needed to build the network of a run on text, whatever its task is. */
export type TextNetwork = {
  readonly options: Pick<TextRun["options"], (typeof networkNames)[number]>;
  readonly data: TextData;
};

/** The options of a run that say what its network is. */
export const networkNames = ["cell", "layers", "hiddenSize", "embedding", "tied", "vocabulary"] as const;

/** The vocabulary of a run. */
export function vocabularyOf({ data }: Pick<TextRun, "data">): Vocabulary {
  return vocabularyFromJSON(data.vocabulary);
}

/** The network of a run, without its weights. @throws {RangeError} when an option is out of range. */
export function languageModelOf(run: TextRun): LanguageModel {
  return languageModel(languageNetworkOf(run));
}

/** The options of the network of a run. */
export function languageNetworkOf(run: TextRun): LanguageModelOptions {
  const { dropout, tied, embedding } = run.options;
  return {
    ...networkOf(run.options, run.options.time),
    vocabularySize: vocabularyOf(run).size,
    dropout,
    tied,
    ...(embedding === null ? {} : { embedding }),
  };
}
