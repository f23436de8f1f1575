import { TenetError } from "@tenetjs/core";
import { readText, type Vocabulary } from "@tenetjs/datasets";

/**
 * `text` in ids, read as a corpus is: an accent or a line ending that is only written otherwise is not unknown.
 *
 * @throws {RangeError} listing the tokens that the vocabulary lacks with their counts, unless there is a `replacement`.
 */
export function encodeText(
  where: string,
  vocabulary: Vocabulary,
  text: string,
  replacement: string | null,
): Int32Array {
  const read = readText(text, { gutenberg: "keep" });
  if (replacement !== null) return vocabulary.encode(read, { unknown: replacement });
  try {
    return vocabulary.encode(read);
  } catch (error) {
    if (!(error instanceof TenetError && error.code === "UNKNOWN_TOKEN")) throw error;
    const listed = error.message.replace(/^encode: /, "").replace(/ Build the vocabulary .*$/s, "");
    throw new RangeError(`${where}: ${listed} Pass --replace-unknown TOKEN to put one in their place.`, {
      cause: error,
    });
  }
}
