import { phrase, problem } from "@tenetjs/core/internals";

/**
 * A text in ids. `encode` gives `Int32Array`, 400 MB for 100 million tokens; with at most 256 or 65 536 different
 * ids, `Uint8Array.from(ids)` or `Uint16Array.from(ids)` keeps the same in a quarter or half of that.
 */
export type Tokens = Uint8Array | Uint16Array | Int32Array;

/** @throws {RangeError} when there are fewer than `least` tokens, saying what they were needed for. */
export function checkTokenCount(where: string, tokens: Tokens, least: number, purpose: string): void {
  if (tokens.length >= least) return;
  throw new RangeError(
    problem(
      where,
      `at least ${least} tokens ${purpose}`,
      phrase(String(tokens.length)),
      "Pass a longer text, a larger share of it, or shorter windows.",
    ),
  );
}
