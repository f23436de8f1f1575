import { phrase, problem, TenetError } from "@tenetjs/core";
import type { LanguageModelParams } from "@tenetjs/models";
import { ngramModel, type Score, score } from "@tenetjs/sampling/scoring";
import { encodeText } from "../../../corpus/encode-text.ts";
import { findSource } from "../../../corpus/find-source.ts";
import { joined } from "../../../corpus/joined.ts";
import { readSource, type SourceText } from "../../../corpus/read-source.ts";
import type { SourceSplits } from "../../../corpus/source-splits.ts";
import type { WeightsSource } from "../../../run/stored-weights.ts";
import type { Terminal } from "../../../terminal/terminal.ts";
import type { Language } from "../../task.ts";
import { combined, type ScoredText, scoredText, scoreText } from "./score-text.ts";

export type EvaluateRunOptions = {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly params: LanguageModelParams;
  /** Where these are from. */
  readonly weights: WeightsSource;
  /** A file or the name of a book; without it, the held-out part of each of the run's own sources. */
  readonly file: string | undefined;
  /** The text of such a source, as it is trained on. */
  readonly textOf: (source: SourceText) => string;
  /** The longest n-grams of the baseline; null for no baseline. */
  readonly order: number | null;
  readonly replaceUnknown: string | null;
};

/** What `tenet eval --json` prints: the score of all the text, and of each text by itself. */
export type ScoreReport = Score & {
  readonly weights: WeightsSource;
  /** The n-gram model of the same training text, on the same text; null where that training text is not to be had. */
  readonly baseline: (Score & { readonly order: number }) | null;
  readonly sources: readonly SourceScore[];
};

export type SourceScore = Score & { readonly name: string; readonly baseline: Score | null };

/**
 * How well a run's network predicts a text, and how well an n-gram model of what it was trained on does.
 *
 * @throws {TenetError} `CORPUS_MISSING` when the run's own text is asked for and not to be had.
 * @throws {RangeError} when the text has characters that the vocabulary lacks, or fewer than two tokens.
 */
export async function evaluateRun(options: EvaluateRunOptions): Promise<ScoreReport> {
  const { language, params, weights, order } = options;
  const { model, vocabulary } = language;
  const corpus = await corpusOf(options);
  const texts = await textsOf(options, corpus);
  const training = joined((corpus ?? []).map(({ train }) => train));
  const baseline =
    order === null || training.length === 0
      ? undefined
      : { order, model: ngramModel(training, { vocabSize: vocabulary.size, order }) };

  const parts: { name: string; characters: number; score: Score; baseline: Score | null }[] = [];
  for (const { name, text } of texts) {
    const scored = await scoreText(model, params, text);
    const { tokens, characters } = text;
    const base = baseline === undefined ? null : await score(baseline.model, tokens, { characters });
    parts.push({ name, characters, score: scored, baseline: base });
  }
  const bases = parts.map(({ baseline: base, characters }) => ({ score: base as Score, characters }));
  return {
    ...combined(parts),
    weights,
    baseline: baseline === undefined ? null : { order: baseline.order, ...combined(bases) },
    sources: parts.map((part) => ({ name: part.name, ...part.score, baseline: part.baseline })),
  };
}

/** The run's own text; undefined where nothing asks for it, or where it is not to be had and can be done without. */
async function corpusOf({
  terminal,
  language,
  file,
  order,
}: EvaluateRunOptions): Promise<readonly SourceSplits[] | undefined> {
  if (file !== undefined && order === null) return undefined;
  try {
    return await language.sources(terminal);
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
  const tokens = encodeText(file, vocabulary, textOf(source), replaceUnknown);
  if (tokens.length >= 2) return [{ name: source.name, text: scoredText(tokens, vocabulary) }];
  const next = "The first is not predicted: nothing stands before it.";
  throw new RangeError(problem("eval", `at least 2 tokens in ${file}`, phrase(String(tokens.length)), next));
}
