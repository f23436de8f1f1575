import { phrase, problem } from "@tenetjs/core/internals";

/** `tokens`, if there are at least `least` and each is below `vocabSize`. @throws {RangeError} otherwise. */
export function checkTokens(
  where: string,
  tokens: Int32Array,
  { least = 0, vocabSize = 2 ** 31 }: { least?: number; vocabSize?: number } = {},
): Int32Array {
  if (tokens.length < least) {
    throw new RangeError(problem(where, `at least ${least} tokens`, tokens.length, "Pass a longer text."));
  }
  const bad = tokens.findIndex((id) => id < 0 || id >= vocabSize);
  if (bad < 0) return tokens;
  const got = phrase(`${tokens[bad]} at ${bad}`);
  throw new RangeError(
    problem(where, `tokens from 0 to ${vocabSize - 1}`, got, "Encode with the vocabulary of the model."),
  );
}
