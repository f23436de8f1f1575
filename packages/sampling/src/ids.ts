import { phrase, problem } from "@tenetjs/core/internals";

/** A copy of `ids`. @throws {RangeError} when an id is not an integer from 0 to 2^31 - 1, or when there are fewer than `least`. */
export function checkIds(where: string, name: string, ids: Iterable<number>, least = 0): Int32Array {
  const values = Array.from(ids);
  if (values.length < least) {
    const next = "A model predicts what follows a token, so it needs a token to start from.";
    throw new RangeError(problem(where, `${name} of at least ${least} id`, phrase(`${values.length}`), next));
  }
  const bad = values.findIndex((id) => !Number.isInteger(id) || id < 0 || id > 0x7fffffff);
  if (bad >= 0) {
    const got = phrase(`${values[bad]} at ${bad}`);
    throw new RangeError(problem(where, `${name} of integers of at least 0`, got, "Encode the text first."));
  }
  return Int32Array.from(values);
}
