import { checkInteger, phrase, problem } from "@tenetjs/core/internals";
import { compareCodePoints } from "./code-points.ts";
import { listedVocabulary } from "./listed-vocabulary.ts";
import { unknownTokens } from "./unknown-tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { checkWellFormed } from "./well-formed.ts";

export type WordVocabularyOptions = {
  /** Words that occur fewer times are left out. Default: 1. */
  minimumCount?: number;
  /** Tokens to add whether or not they occur, such as `"<unk>"`, to pass to `encode` as `unknown`. */
  extra?: readonly string[];
};

/**
 * The vocabulary of the words of a text, or of several texts, in code-point order. A word is a sequence of letters, marks, digits and
 * underscores, with apostrophes inside it. Every other character, including white space, is a token, so that decoding
 * restores the text exactly. Case is kept.
 *
 * @throws {RangeError} when no token is left, or when `minimumCount` is not an integer of at least 1.
 * @throws {TenetError} `LONE_SURROGATE` when a text or extra token is not well-formed Unicode.
 */
export function wordVocabulary(
  text: string | readonly string[],
  { minimumCount = 1, extra = [] }: WordVocabularyOptions = {},
): Vocabulary {
  checkInteger("wordVocabulary", "minimumCount", minimumCount, 1);
  const counts = new Map<string, number>();
  for (const one of typeof text === "string" ? [text] : text) {
    for (const word of words(checkWellFormed("wordVocabulary", one))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const kept = [...counts].filter(([, count]) => count >= minimumCount).map(([word]) => word);
  for (const token of extra) checkWellFormed("wordVocabulary", token);
  const tokens = [...new Set([...kept, ...extra])].filter((token) => token !== "");
  if (tokens.length === 0) {
    throw new RangeError(problem("wordVocabulary", "at least one word", phrase("none")));
  }
  return wordsOf(tokens.sort(compareCodePoints));
}

/** The vocabulary of `tokens`, which must be distinct. */
export function wordsOf(tokens: readonly string[]): Vocabulary {
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const idOf = (token: string): number | undefined => ids.get(token);

  return listedVocabulary("words", tokens, idOf, (text, { unknown } = {}) => {
    checkWellFormed("encode", text);
    const unknowns = unknownTokens("words", unknown, idOf);
    const encoded = new Int32Array(text.length);
    let length = 0;
    for (const word of words(text)) {
      encoded[length] = ids.get(word) ?? unknowns.resolve(word);
      length += 1;
    }
    unknowns.check();
    return encoded.slice(0, length);
  });
}

/** The tokens of `text` in order. Concatenated, they are the text. The end of a word is searched for, because matching a long one would overflow the stack. */
function* words(text: string): Generator<string> {
  const notInWord = /[^\p{L}\p{M}\p{N}_]/gu;
  const endOfWord = (from: number): number => {
    notInWord.lastIndex = from;
    return notInWord.exec(text)?.index ?? text.length;
  };
  for (let at = 0; at < text.length; ) {
    let end = endOfWord(at);
    if (end === at) {
      end += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    } else {
      while (text[end] === "'" || text[end] === "’") {
        const next = endOfWord(end + 1);
        if (next === end + 1) break;
        end = next;
      }
    }
    yield text.slice(at, end);
    at = end;
  }
}
