import { badRun } from "@tenetjs/checkpoints/run-file";
import { type Vocabulary, vocabularyFromJSON } from "@tenetjs/datasets";
import { type LanguageModel, languageModel, type Network } from "@tenetjs/models";
import type { Run } from "../../run/run.ts";
import { networkOf } from "../network-of.ts";
import type { LanguageOptions } from "./language-options.ts";
import type { TextData } from "./text-data.ts";

/** A run on a text, several texts or a chat. */
export type TextRun = Run<LanguageOptions, TextData>;

/** What is needed to build the network of a run on text, whatever its task is. */
export type TextNetwork = Pick<TextRun, "vocabulary" | "data"> & {
  readonly options: Pick<TextRun["options"], (typeof networkNames)[number]>;
};

/** The options of a run that say what its network is. */
export const networkNames = ["cell", "layers", "hiddenSize", "embedding", "tied", "vocabulary"] as const;

/** The vocabulary of a run. @throws {TenetError} `BAD_RUN` when it has none. */
export function vocabularyOf({ vocabulary }: Pick<TextRun, "vocabulary">): Vocabulary {
  if (vocabulary === null) throw badRun("a vocabulary in a run on text", null);
  return vocabularyFromJSON(vocabulary);
}

/** The network of a run, without its weights. @throws {RangeError} when an option is out of range. */
export function languageModelOf(run: TextRun): LanguageModel {
  return languageModel(languageNetworkOf(run.options, vocabularyOf(run)).options);
}

/** The network of a run with these options. */
export function languageNetworkOf(
  options: Pick<
    TextRun["options"],
    keyof Parameters<typeof networkOf>[0] | "time" | "dropout" | "inputDropout" | "tied" | "embedding"
  >,
  { size }: Pick<Vocabulary, "size">,
): Network<"language-model"> {
  const { dropout, inputDropout, tied, embedding } = options;
  const table = embedding === null ? {} : { embedding };
  return {
    kind: "language-model",
    options: {
      ...networkOf(options, options.time),
      ...{ vocabularySize: size, dropout, inputDropout, tied, ...table },
    },
  };
}
