import { phrase, problem } from "@tenetjs/core/internals";
import { distinctCodePoints } from "./code-points.ts";
import { listedVocabulary } from "./listed-vocabulary.ts";
import { unknownTokens } from "./unknown-tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { checkWellFormed } from "./well-formed.ts";

/**
 * The vocabulary of the characters of a text, or of several texts: their distinct code points, in code-point
 * order. A combining accent is a separate character; `readText` composes accents with their letters where Unicode can.
 *
 * @throws {RangeError} when there are no characters.
 * @throws {TenetError} `LONE_SURROGATE` when a text is not well-formed Unicode.
 */
export function characterVocabulary(text: string | readonly string[]): Vocabulary {
  const texts = typeof text === "string" ? [text] : text;
  for (const one of texts) checkWellFormed("characterVocabulary", one);
  const codePoints = distinctCodePoints(texts);
  if (codePoints.length === 0) {
    throw new RangeError(problem("characterVocabulary", "at least one character", phrase("an empty text")));
  }
  return charactersOf(codePoints);
}

/** The vocabulary of `codePoints`, which must be in ascending order. */
export function charactersOf(codePoints: readonly number[]): Vocabulary {
  // One entry for each code point up to the highest: at most 4.4 MB, and the loop below needs no hashing.
  const ids = new Int32Array((codePoints.at(-1) ?? -1) + 1).fill(-1);
  codePoints.forEach((codePoint, id) => {
    ids[codePoint] = id;
  });
  const idAt = (codePoint: number): number => ids[codePoint] ?? -1;

  const tokens = codePoints.map((codePoint) => String.fromCodePoint(codePoint));
  const idOf = (token: string): number | undefined => {
    const id = idAt(token.codePointAt(0) ?? -1);
    return tokens[id] === token ? id : undefined;
  };

  return listedVocabulary("characters", tokens, idOf, (text, { unknown } = {}) => {
    checkWellFormed("encode", text);
    const unknowns = unknownTokens("characters", unknown, idOf);
    const encoded = new Int32Array(text.length);
    let length = 0;
    for (let i = 0; i < text.length; i += 1) {
      const codePoint = text.codePointAt(i)!;
      if (codePoint > 0xffff) i += 1;
      const id = idAt(codePoint);
      encoded[length] = id === -1 ? unknowns.resolve(String.fromCodePoint(codePoint)) : id;
      length += 1;
    }
    unknowns.check();
    return length === encoded.length ? encoded : encoded.slice(0, length);
  });
}
