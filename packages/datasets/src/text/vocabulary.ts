/**
 * Text as ids and back. `decode(encode(text))` is `text`, for every text whose tokens the vocabulary has.
 *
 * Plain data behind functions: `JSON.stringify(vocabulary)` holds all of it, and `vocabularyFromJSON` reads that.
 */
export type Vocabulary = {
  readonly kind: "characters" | "words" | "bytes";
  /** How many ids there are: 0 to `size` - 1. */
  readonly size: number;
  /** What each id stands for. Of bytes: ASCII as itself, the others as `\x80` to `\xFF`. */
  readonly tokens: readonly string[];
  /** The id of a token, or undefined when the vocabulary does not have it. */
  idOf(token: string): number | undefined;
  /**
   * The ids of `text`, in time linear in its length and four bytes an id.
   *
   * @throws {TenetError} `UNKNOWN_TOKEN`, listing those that the vocabulary lacks with their counts, unless
   * `unknown` is given; `LONE_SURROGATE` when `text` is not well-formed Unicode.
   */
  encode(text: string, options?: EncodeOptions): Int32Array<ArrayBuffer>;
  /**
   * The text of `ids`. Bytes that are not UTF-8, such as a model may write, give U+FFFD.
   *
   * @throws {RangeError} when an id is not one of the vocabulary's.
   */
  decode(ids: ArrayLike<number>): string;
  /** Decodes ids as they come: a character whose bytes are not all there yet is held back. */
  decoder(): Decoder;
  /** What `JSON.stringify` writes. */
  toJSON(): VocabularyData;
};

export type EncodeOptions = {
  /** The token to put in place of each unknown one. The vocabulary must have it. */
  unknown?: string;
};

export type Decoder = {
  /** The text that is complete with this id, perhaps none. */
  push(id: number): string;
  /** What is left at the end: U+FFFD for a character that never became complete, or nothing. */
  end(): string;
};

export type VocabularyData =
  | { readonly kind: "characters" | "words"; readonly tokens: readonly string[] }
  | { readonly kind: "bytes" };
