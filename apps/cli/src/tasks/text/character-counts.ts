import type { Vocabulary } from "@tenetjs/datasets";

/**
 * The number of characters that each id stands for, by which losses are converted to losses per character. It is 1 for a character
 * and the length in code points for a word. Of the bytes of a character in UTF-8, the first counts 1 and the others 0.
 */
export function characterCounts({ kind, tokens }: Vocabulary): Int32Array {
  if (kind === "bytes") return Int32Array.from(tokens, (_, byte) => (isContinuation(byte) ? 0 : 1));
  return Int32Array.from(tokens, (token) => Array.from(token).length);
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
