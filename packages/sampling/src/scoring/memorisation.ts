import { checkInteger } from "@tenetjs/core/internals";
import { checkTokens } from "./check-tokens.ts";
import { type SuffixAutomaton, suffixAutomaton } from "./suffix-automaton.ts";

/** How much of a sample is copied from a corpus, and how much is new. */
export type Memorisation = {
  /** The longest span of the sample that occurs in the corpus, and where it begins in each; the first of equals. */
  readonly longest: { readonly length: number; readonly inSample: number; readonly inCorpus: number };
  /** For each requested n that is not longer than the sample: how many of its `total` n-grams are not in the corpus. */
  readonly ngrams: readonly NovelNgrams[];
  /** For each token of the sample, the length of the longest span that ends there and occurs in the corpus. */
  readonly copied: Int32Array;
};

/** The number of new n-grams. `share` is `novel` / `total`. An n-gram counts as often as it occurs in the sample. */
export type NovelNgrams = {
  readonly n: number;
  readonly novel: number;
  readonly total: number;
  readonly share: number;
};

/**
 * How much of `sample` is memorised from `corpus`.
 *
 * The suffix automaton of the sample reads the corpus once. Time is linear in the length of both, memory only in the length of the
 * sample, so the corpus may be far larger.
 *
 * @throws {RangeError} when a token is negative, or when an n is not an integer of at least 1.
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

/** Reads `corpus`. `found` is the length of the longest span that reached each state. */
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
 * Sets `found[state]` to the length of the longest suffix of the state's spans that occurs in the corpus. If a span was
 * found, so were all its suffixes (towards the root along the links). A state that was not reached gets the value of its link (away from
 * the root).
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
