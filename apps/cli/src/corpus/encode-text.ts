import { TenetError } from "@tenetjs/core";
import { readText, type Vocabulary } from "@tenetjs/datasets";

/**
 * The ids of `text`, which is normalised like a corpus first: another spelling of an accent or a line ending is not unknown.
 *
 * @throws {RangeError} with the tokens that the vocabulary lacks and their counts, unless there is a `replacement`.
 */
export function encodeText(
  where: string,
  vocabulary: Vocabulary,
  text: string,
  replacement: string | null,
): Int32Array {
  const read = readText(text, { gutenberg: "keep" });
  if (replacement !== null) return vocabulary.encode(read, { unknown: replacement });
  return encodeKnown(where, vocabulary, read, "Pass --replace-unknown TOKEN to replace them.");
}

/**
 * The ids of `text`, which is normalised.
 *
 * @throws {RangeError} in the name of `where`, with the tokens that the vocabulary lacks, their counts, and `next`.
 */
export function encodeKnown(where: string, vocabulary: Vocabulary, text: string, next: string): Int32Array {
  try {
    return vocabulary.encode(text);
  } catch (error) {
    if (!(error instanceof TenetError && error.code === "UNKNOWN_TOKEN")) throw error;
    // The message lists the tokens, and then gives advice to callers of the function.
    const listed = error.message.replace(/^encode: /, "").replace(/(?<= (?:times?|more)\.) .*$/s, "");
    throw new RangeError(`${where}: ${listed} ${next}`, { cause: error });
  }
}
