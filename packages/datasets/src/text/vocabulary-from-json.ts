import { TenetError } from "@tenetjs/core";
import { excerpt, phrase, problem } from "@tenetjs/core/internals";
import { byteVocabulary } from "./byte-vocabulary.ts";
import { charactersOf } from "./character-vocabulary.ts";
import { compareCodePoints } from "./code-points.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { wordsOf } from "./word-vocabulary.ts";

/**
 * The vocabulary that `JSON.stringify(vocabulary)` saved, from the parsed value.
 *
 * @throws {TenetError} `BAD_VOCABULARY` when `value` is not a saved vocabulary: its kind is unknown, or its tokens are not distinct
 * well-formed strings in code-point order, or, for `characters`, not of one character each.
 */
export function vocabularyFromJSON(value: unknown): Vocabulary {
  if (typeof value !== "object" || value === null || !("kind" in value)) {
    throw badVocabulary("an object with a kind", value);
  }
  if (value.kind === "bytes") return byteVocabulary();
  if (value.kind !== "characters" && value.kind !== "words") {
    throw badVocabulary("kind to be one of characters, words, bytes", value.kind);
  }
  const tokens = checkTokens("tokens" in value ? value.tokens : undefined);
  if (value.kind === "words") return wordsOf(tokens);
  return charactersOf(
    tokens.map((token) => {
      const codePoint = token.codePointAt(0)!;
      if (String.fromCodePoint(codePoint) !== token) throw badVocabulary("tokens of one character", token);
      return codePoint;
    }),
  );
}

function checkTokens(value: unknown): string[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw badVocabulary("tokens to be a list of at least one string", value);
  }
  const tokens = value.map((token: unknown, id) => {
    if (typeof token === "string" && token !== "" && !/\p{Surrogate}/u.test(token)) return token;
    throw badVocabulary(`token ${id} to be a well-formed string that is not empty`, token);
  });
  tokens.forEach((token, id) => {
    const before = tokens[id - 1];
    if (before === undefined || compareCodePoints(before, token) < 0) return;
    const pair = phrase(`${excerpt(before)} before ${excerpt(token)}`);
    throw badVocabulary("distinct tokens in code-point order", pair);
  });
  return tokens;
}

function badVocabulary(expected: string, got: unknown): TenetError {
  return new TenetError(
    "BAD_VOCABULARY",
    problem("vocabularyFromJSON", expected, got, "Pass the result of JSON.parse for a saved vocabulary."),
  );
}
