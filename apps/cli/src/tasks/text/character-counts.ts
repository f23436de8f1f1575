import type { Vocabulary } from "@tenetjs/datasets";

/**
 * How many characters each id stands for, so that losses can be told per character whatever the tokens are: 1 for a character,
 * a word's length in code points, and of the bytes of a character in UTF-8 the first counts for all.
 */
export function characterCounts({ kind, tokens }: Vocabulary): Int32Array {
  if (kind === "bytes") return Int32Array.from(tokens, (_, byte) => (isContinuation(byte) ? 0 : 1));
  return Int32Array.from(tokens, (token) => Array.from(token).length);
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
