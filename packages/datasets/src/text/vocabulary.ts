/**
 * A mapping from text to ids and back. `decode(encode(text))` is `text`, for every text whose tokens are in the vocabulary.
 *
 * `JSON.stringify(vocabulary)` saves a vocabulary, and `vocabularyFromJSON` loads it.
 */
export type Vocabulary = {
  readonly kind: "characters" | "words" | "bytes";
  /** The number of ids, which are 0 to `size` - 1. */
  readonly size: number;
  /** The token of each id. For bytes: ASCII characters, and `\x80` to `\xFF`. */
  readonly tokens: readonly string[];
  /** The id of a token, or undefined if it is not in the vocabulary. */
  idOf(token: string): number | undefined;
  /**
   * The ids of `text`, four bytes each. Takes linear time.
   *
   * @throws {TenetError} `UNKNOWN_TOKEN`, with a list of the tokens that are not in the vocabulary and their counts, unless
   * `unknown` is given; `LONE_SURROGATE` when `text` is not well-formed Unicode.
   */
  encode(text: string, options?: EncodeOptions): Int32Array<ArrayBuffer>;
  /**
   * The text of `ids`. Bytes that are not UTF-8, which a model may generate, become U+FFFD.
   *
   * @throws {RangeError} when an id is not in the vocabulary.
   */
  decode(ids: ArrayLike<number>): string;
  /** A decoder for ids that arrive one at a time. It holds a character back until all its bytes have arrived. */
  decoder(): Decoder;
  /** What `JSON.stringify` writes. */
  toJSON(): VocabularyData;
};

export type EncodeOptions = {
  /** The token that replaces each unknown token. It must be in the vocabulary. */
  unknown?: string;
};

export type Decoder = {
  /** The text that this id completes, which may be empty. */
  push(id: number): string;
  /** The text that remains at the end: U+FFFD for an incomplete character, or nothing. */
  end(): string;
};

export type VocabularyData =
  | { readonly kind: "characters" | "words"; readonly tokens: readonly string[] }
  | { readonly kind: "bytes" };
