import { checkOptions, checkPositive, phrase, problem } from "@tenetjs/core/internals";
import { characterVocabulary } from "./character-vocabulary.ts";
import { splitContiguous } from "./split-contiguous.ts";
import type { Tokens } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

export type TextSource = {
  name: string;
  text: string;
  /** How much of the training stream is from this source, relative to the other weights. Either all sources have a weight or none. */
  weight?: number;
};

/** One split of a source. */
export type TokenSource = { readonly name: string; readonly tokens: Tokens; readonly weight: number };

export type MixtureOptions = {
  /** Default: the characters of all texts. */
  vocabulary?: Vocabulary;
  /** The token that replaces tokens that are not in `vocabulary`. */
  unknown?: string;
  /** The proportion of each source that is in each split. Default: 0.8, 0.1 and 0.1. */
  proportions?: { train: number; validation: number; test: number };
  /** Tokens in a window. Each split must hold at least one window. */
  time?: number;
};

/** A vocabulary and three splits. Each split has a part of every source, in the order of the sources. */
export type Mixture = {
  readonly vocabulary: Vocabulary;
  readonly train: readonly TokenSource[];
  readonly validation: readonly TokenSource[];
  readonly test: readonly TokenSource[];
};

/**
 * Several texts encoded with one vocabulary, each split separately, so that the loss on held-out text can be reported by source:
 *
 *     const books = mixture([{ name: "alice", text: alice }, { name: "manifesto", text: manifesto }]);
 *     const training = mixtureWindows(books.train, { batch: 64, time: 30 });
 *     for (const { name, tokens } of books.validation) report(name, orderedWindows(tokens));
 *
 * The weight of a source defaults to its number of tokens, as if the texts were concatenated.
 *
 * @throws {RangeError} when there are no sources, when two have the same name, when a weight is not above 0, or when only some have one.
 * Also throws what `encode` and {@link splitContiguous} throw.
 */
export function mixture(sources: readonly TextSource[], options: MixtureOptions = {}): Mixture {
  checkOptions("mixture", options, { vocabulary: true, unknown: true, proportions: true, time: true });
  checkSources(sources);
  const {
    vocabulary = characterVocabulary(sources.map(({ text }) => text)),
    unknown,
    proportions = { train: 0.8, validation: 0.1, test: 0.1 },
    time = 1,
  } = options;
  const parts = sources.map(({ name, text, weight }) => {
    const tokens = vocabulary.encode(text, unknown === undefined ? {} : { unknown });
    const splits = splitContiguous(tokens, proportions, { time });
    return { name, weight: weight ?? tokens.length, splits };
  });
  const part = (split: keyof typeof proportions): TokenSource[] =>
    parts.map(({ name, weight, splits }) => ({ name, weight, tokens: splits[split] }));
  return { vocabulary, train: part("train"), validation: part("validation"), test: part("test") };
}

function checkSources(sources: readonly TextSource[]): void {
  if (sources.length === 0) throw new RangeError(problem("mixture", "at least one source", phrase("none")));
  const names = sources.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new RangeError(problem("mixture", "sources of different names", twice));

  const weights = sources.flatMap(({ weight }) => weight ?? []);
  if (weights.length > 0 && weights.length < sources.length) {
    const count = phrase(`${weights.length} weights for ${sources.length} sources`);
    throw new RangeError(problem("mixture", "a weight for every source, or for none", count));
  }
  for (const { name, weight } of sources) {
    if (weight !== undefined) checkPositive("mixture", `the weight of ${JSON.stringify(name)}`, weight);
  }
}
