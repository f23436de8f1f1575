import type { Score } from "@tenetjs/sampling/scoring";
import type { Measures } from "../../run/run-event.ts";
import type { KeptLanguageValues } from "../../tasks/text/language-options.ts";
import type { TextAtHand } from "./books-at-hand.ts";

/** A training on texts as data: what `tenet train text` is asked for, what is sampled and how the network is scored. */
export type LanguageSpec = {
  /** The name of the recipe in tables and figures. */
  readonly recipe: string;
  readonly texts: readonly TextAtHand[];
  /** The options that differ from the defaults of `tenet train`. */
  readonly options: Partial<KeptLanguageValues>;
  readonly steps: number;
  readonly seed: number;
  readonly samples: SamplesSpec;
  /** The n of the n-gram model that stands beside the network. */
  readonly order: number;
  /** The number of characters that are scored of each held-out text, from its start; null for all. */
  readonly scored: number | null;
  /** The learning rate of a network that goes on learning in its evaluation; null for none. */
  readonly dynamic: number | null;
};

/** The samples of a training. */
export type SamplesSpec = {
  /** The steps after which it writes. */
  readonly at: readonly number[];
  /** What logits are divided by; null for always the most likely character. */
  readonly temperatures: readonly (number | null)[];
  readonly prompt: string;
  /** The number of characters of each sample. */
  readonly length: number;
  /** The number of characters of one that goes on far beyond the window, after the last step, at temperature 1; 0 for none. */
  readonly long: number;
};

export type WrittenSample = {
  readonly step: number;
  readonly temperature: number | null;
  readonly text: string;
};

/** What came of it. Texts that are scored are read from start to end with the state carried. */
export type LanguageResult = {
  /** Means over the steps since the last point, with the held-out values where they were measured. */
  readonly points: readonly (Measures & {
    readonly step: number;
    readonly heldOutLoss?: number;
    readonly heldOutAccuracy?: number;
  })[];
  readonly samples: readonly WrittenSample[];
  readonly sources: readonly SourceResult[];
  readonly parameters: number;
  readonly vocabulary: number;
  readonly steps: number;
  /** The seconds of training, without evaluation. */
  readonly seconds: number;
};

/** The scores on a text of the training. */
export type SourceResult = {
  readonly name: string;
  /** On as much of the training text as there is held out. */
  readonly training: Score;
  readonly heldOut: Score;
  readonly ngram: Score;
  readonly dynamic: Score | null;
};
