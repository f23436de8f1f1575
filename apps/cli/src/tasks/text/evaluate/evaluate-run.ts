import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { LanguageModelParams } from "@tenetjs/models";
import { ngramModel, type Score, score } from "@tenetjs/sampling/scoring";
import { encodeText } from "../../../corpus/encode-text.ts";
import { findSource } from "../../../corpus/find-source.ts";
import { joined } from "../../../corpus/joined.ts";
import { readSource, type Source } from "../../../corpus/read-source.ts";
import type { SourceSplits } from "../../../corpus/source-splits.ts";
import type { WeightsSource } from "../../../run/stored-weights.ts";
import type { Terminal } from "../../../terminal/terminal.ts";
import type { Language } from "../../task.ts";
import { scoreDynamically } from "./score-dynamically.ts";
import { combined, type ScoredText, scoredText, scoreText } from "./score-text.ts";

export type EvaluateRunOptions = {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly params: LanguageModelParams;
  /** Where the parameters come from. */
  readonly weights: WeightsSource;
  /** Whether they are rounded to 8 bits. */
  readonly int8: boolean;
  /** A file or the name of a book. Default: the held-out part of each source of the run. */
  readonly file: string | undefined;
  /** Where the training text is now; empty for where it was. */
  readonly trainingText: readonly string[];
  /** The text of such a source, in the form for training. */
  readonly textOf: (source: Source) => Promise<string>;
  /** The n of the n-gram baseline; null for no baseline. */
  readonly order: number | null;
  readonly replaceUnknown: string | null;
  /** The learning rate of a network that learns from what it reads; null for no such score. */
  readonly dynamicRate: number | null;
};

/** The object that `tenet eval --json` prints: the score of all text, and of each source. */
export type ScoreReport = Score & {
  readonly weights: WeightsSource;
  /** Whether the weights are rounded to 8 bits. */
  readonly int8: boolean;
  /** The score of an n-gram model of the training text; null without a baseline, or if the training text is missing. */
  readonly baseline: (Score & { readonly order: number }) | null;
  /** The score of a network that learns from what it has read; null if it was not asked for. It begins each source anew. */
  readonly dynamic: (Score & { readonly rate: number }) | null;
  readonly sources: readonly SourceScore[];
};

export type SourceScore = Score & {
  readonly name: string;
  readonly baseline: Score | null;
  readonly dynamic: Score | null;
};

type Part = { readonly name: string; readonly characters: number; readonly score: Score } & Pick<
  SourceScore,
  "baseline" | "dynamic"
>;

/**
 * The scores of the network of a run on a text, of an n-gram model of the training text, and of the network as it goes on learning.
 *
 * @throws {TenetError} `CORPUS_MISSING` when the run's own text is to be scored, and is missing or has changed.
 * @throws {RangeError} when the text has characters that the vocabulary lacks, or fewer than two tokens.
 */
export async function evaluateRun(options: EvaluateRunOptions): Promise<ScoreReport> {
  const { language, params, weights, int8, order, dynamicRate: rate } = options;
  const { model, vocabulary } = language;
  const corpus = await corpusOf(options);
  const texts = await textsOf(options, corpus);
  const training = joined((corpus ?? []).map(({ train }) => train));
  const baseline =
    order === null || training.length === 0
      ? undefined
      : { order, model: ngramModel(training, { vocabSize: vocabulary.size, order }) };

  const parts: Part[] = [];
  for (const { name, text } of texts) {
    const scored = await scoreText(model, params, text);
    const { tokens, characters } = text;
    const base = baseline === undefined ? null : await score(baseline.model, tokens, { characters });
    const dynamic = rate === null ? null : await scoreDynamically(model, params, text, { rate });
    parts.push({ name, characters, score: scored, baseline: base, dynamic });
  }
  const all = (which: "baseline" | "dynamic") =>
    combined(parts.map(({ characters, ...part }) => ({ characters, score: part[which] as Score })));
  return {
    ...combined(parts),
    weights,
    int8,
    baseline: baseline === undefined ? null : { order: baseline.order, ...all("baseline") },
    dynamic: rate === null ? null : { rate, ...all("dynamic") },
    sources: parts.map(({ name, score: own, baseline: base, dynamic }) => ({
      ...{ name, ...own, baseline: base, dynamic },
    })),
  };
}

/** The run's own text; undefined if it is not needed, or if it is missing and only the baseline needs it. */
async function corpusOf({
  terminal,
  language,
  file,
  trainingText,
  order,
}: EvaluateRunOptions): Promise<readonly SourceSplits[] | undefined> {
  if (file !== undefined && order === null) return undefined;
  try {
    return await language.sources(terminal, trainingText);
  } catch (error) {
    if (file === undefined || !(error instanceof TenetError && error.code === "CORPUS_MISSING")) throw error;
    terminal.error(`no baseline: ${error.message}`);
    return undefined;
  }
}

type NamedText = { readonly name: string; readonly text: ScoredText };

async function textsOf(
  { terminal, language: { vocabulary }, file, textOf, replaceUnknown }: EvaluateRunOptions,
  corpus: readonly SourceSplits[] | undefined,
): Promise<NamedText[]> {
  if (file === undefined) {
    return (corpus ?? []).map(({ name, validation }) => ({ name, text: scoredText(validation, vocabulary) }));
  }
  const source = await readSource(findSource(file), terminal);
  const tokens = encodeText(file, vocabulary, await textOf(source), replaceUnknown);
  if (tokens.length >= 2) return [{ name: source.name, text: scoredText(tokens, vocabulary) }];
  const next = "The first token is context for the second, and is not scored.";
  throw new RangeError(problem("eval", `at least 2 tokens in ${file}`, phrase(String(tokens.length)), next));
}
