import { phrase, problem } from "@tenetjs/core/internals";

/**
 * A text as ids. `encode` returns an `Int32Array`, 400 MB for 100 million tokens. If there are at most 256 or 65 536 distinct
 * ids, `Uint8Array.from(ids)` or `Uint16Array.from(ids)` takes a quarter or half of that.
 */
export type Tokens = Uint8Array | Uint16Array | Int32Array;

/**
 * Checks that there are at least `least` tokens.
 *
 * @throws {RangeError} otherwise, with the `purpose` that needs them. @throws {TypeError} when `tokens` is no typed array, such as the text itself.
 */
export function checkTokenCount(where: string, tokens: Tokens, least: number, purpose: string): void {
  if (!ArrayBuffer.isView(tokens)) {
    const next = "Encode a text first, with vocabulary.encode(text).";
    throw new TypeError(problem(where, "tokens in a typed array", tokens, next));
  }
  if (tokens.length >= least) return;
  throw new RangeError(
    problem(
      where,
      `at least ${least} tokens ${purpose}`,
      phrase(String(tokens.length)),
      "Pass a longer text, a larger proportion of it, or shorter windows.",
    ),
  );
}
