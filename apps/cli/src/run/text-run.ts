import { type DateOrder, type Vocabulary, type VocabularyData, vocabularyFromJSON } from "@tenetjs/datasets";
import { type CellName, type InitialisationName, type LanguageModel, languageModel } from "@tenetjs/models";
import type { OptimizerOptions } from "@tenetjs/training";

/** A run on a text, several texts or a chat as plain data: with the files it was made from, all that is needed to make it again. */
export type TextRun = {
  readonly task: "text" | "chat";
  readonly cell: CellName;
  readonly hidden: number;
  readonly layers: number;
  /** Numbers an id in a learned embedding; null where ids are one-hot. */
  readonly embedding: number | null;
  /** Whether the head's weights are the embedding's table. */
  readonly tied: boolean;
  /** Probability with which a layer's outputs are dropped in training. */
  readonly dropout: number;
  readonly initialisation: InitialisationName;
  /** Tokens a window: how far back gradients go. */
  readonly window: number;
  readonly batch: number;
  /** Whether batches go on from each other and the state is carried over; otherwise windows are drawn at random. */
  readonly carryState: boolean;
  readonly optimizer: OptimizerOptions["name"];
  readonly learningRate: number;
  /** The rate is multiplied by `factor` each `every` steps; a factor of 1 leaves it. */
  readonly decay: { readonly factor: number; readonly every: number };
  /** Largest global norm of the gradient. */
  readonly clip: number;
  /** Evaluations without a better held-out loss after which training ends; null for never. */
  readonly patience: number | null;
  /** Steps between evaluations, which choose the best weights, and end a run with `patience`. */
  readonly evaluateEvery: number;
  readonly seed: number;
  /** The file whose weights the run started with; null for fresh ones. */
  readonly initFrom: { readonly path: string; readonly sha256: string } | null;
  readonly vocabulary: VocabularyData;
  readonly corpus: CorpusDescription;
};

/** What was read, and how it was divided. */
export type CorpusDescription = {
  readonly sources: readonly SourceDescription[];
  /** The share of each source's tokens, from its start, that is trained on; the rest is held out. */
  readonly shares: { readonly train: number; readonly validation: number };
  /** How an export was turned into text; null where the sources are texts. */
  readonly chat: ChatReading | null;
};

export type SourceDescription = {
  /** Its name in reports: that of the book, or of the file without its ending. Each is different. */
  readonly name: string;
  /** Where it is from: a file's absolute path, a book of the catalogue, or a text that this program carries. */
  readonly origin:
    | { readonly kind: "file"; readonly path: string }
    | { readonly kind: "book" | "sample"; readonly name: string };
  /** Of the bytes as they were read, in hexadecimal. */
  readonly sha256: string;
  /** How many tokens its text has. */
  readonly tokens: number;
  /** How much of training comes from here, against the other sources' weights. */
  readonly weight: number;
};

export type ChatReading = {
  readonly pseudonymise: boolean;
  /** Which of day and month stands first in dates, and how that is known. */
  readonly dateOrder: DateOrder;
};

/** The run's vocabulary. @throws {TenetError} `bad-vocabulary` when it was tampered with. */
export function vocabularyOf(run: TextRun): Vocabulary {
  return vocabularyFromJSON(run.vocabulary);
}

/** The run's network, without its weights. @throws {RangeError} when one of its values is out of range. */
export function languageModelOf(run: TextRun): LanguageModel {
  return languageModel({
    vocabularySize: vocabularyOf(run).size,
    cell: run.cell,
    hiddenSize: run.hidden,
    layers: run.layers,
    dropout: run.dropout,
    initialisation: run.initialisation,
    tied: run.tied,
    ...(run.embedding === null ? {} : { embedding: run.embedding }),
  });
}
