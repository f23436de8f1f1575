import { checkInteger } from "@tenetjs/core/internals";
import { checkTokens } from "./check-tokens.ts";
import { type SuffixAutomaton, suffixAutomaton } from "./suffix-automaton.ts";

/** What of a sample is copied from a corpus, and what is new. */
export type Memorisation = {
  /** The longest span of the sample that the corpus holds, and where it begins in each; the first of equals. */
  readonly longest: { readonly length: number; readonly inSample: number; readonly inCorpus: number };
  /** For each n asked for that the sample is long enough for: how many of its `total` n-grams the corpus lacks. */
  readonly ngrams: readonly NovelNgrams[];
  /** For each token of the sample, the length of the longest span that ends with it and that the corpus holds. */
  readonly copied: Int32Array;
};

/** `share` is `novel` / `total`; an n-gram counts as often as it occurs in the sample. */
export type NovelNgrams = {
  readonly n: number;
  readonly novel: number;
  readonly total: number;
  readonly share: number;
};

/**
 * How much of `sample` is memorised from `corpus`.
 *
 * The corpus is read once through the suffix automaton of the sample: time is linear in both together, memory in the
 * sample alone, so the corpus may be far larger.
 *
 * @throws {RangeError} when a token is negative, or an n is not an integer of at least 1.
 */
export function memorisation(
  sample: Int32Array,
  corpus: Int32Array,
  { ngrams = [4, 8, 16, 32] }: { ngrams?: readonly number[] } = {},
): Memorisation {
  for (const n of ngrams) checkInteger("memorisation", "an n", n, 1);
  checkTokens("memorisation", sample);
  checkTokens("memorisation", corpus);
  const automaton = suffixAutomaton(sample);
  const { found, longest } = read(automaton, corpus);
  spread(automaton, found);
  const copied = sample.map((_, index) => found[automaton.prefix(index)]!);
  return {
    longest,
    ngrams: ngrams.filter((n) => n <= sample.length).map((n) => novelNgrams(copied, n)),
    copied,
  };
}

/** Reads `corpus`; `found` is the length of the longest span met in each state. */
function read(automaton: SuffixAutomaton, corpus: Int32Array) {
  const found = new Int32Array(automaton.states);
  let longest = { length: 0, inSample: 0, inCorpus: 0 };
  let state = 0;
  let length = 0;
  corpus.forEach((id, index) => {
    let next = automaton.next(state, id);
    while (next < 0 && state > 0) {
      state = automaton.link(state);
      length = automaton.length(state);
      next = automaton.next(state, id);
    }
    if (next < 0) return;
    state = next;
    length += 1;
    if (length > found[state]!) found[state] = length;
    if (length > longest.length) {
      longest = { length, inSample: automaton.firstEnd(state) - length + 1, inCorpus: index - length + 1 };
    }
  });
  return { found, longest };
}

/**
 * Makes `found[state]` the length of the longest span in the corpus that ends where the state's spans do. A span that was
 * found has all its ends found too (up the links); a state that was not met has what its link has (down them).
 */
function spread(automaton: SuffixAutomaton, found: Int32Array): void {
  const byLength = Int32Array.from(found.keys()).sort((a, b) => automaton.length(a) - automaton.length(b));
  for (const state of byLength.toReversed()) {
    const link = automaton.link(state);
    if (link > 0 && found[state]! > 0) found[link] = automaton.length(link);
  }
  for (const state of byLength) {
    if (state > 0 && found[state] === 0) found[state] = found[automaton.link(state)]!;
  }
}

function novelNgrams(copied: Int32Array, n: number): NovelNgrams {
  const total = copied.length - n + 1;
  let novel = 0;
  for (const length of copied.subarray(n - 1)) if (length < n) novel += 1;
  return { n, novel, total, share: novel / total };
}
