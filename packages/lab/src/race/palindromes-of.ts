import { palindromes } from "@tenetjs/datasets";
import type { RaceValues } from "./race-facts.ts";

/** The number of palindromes in a training batch. */
export const batchSize = 32;

/** The number of held-out palindromes on which networks are compared. */
export const heldOutSize = 200;

/** What palindromes depend on. */
export type PalindromeValues = Pick<RaceValues, "length" | "seed" | "encoding">;

/** The palindromes of a race, which depend on nothing but the controls: the page and the worker make the same. */
export function palindromesOf({ length, seed, encoding }: PalindromeValues) {
  return palindromes({
    length,
    batch: batchSize,
    heldOut: heldOutSize,
    encoding: encoding === "one-hot" ? "ids" : "scalar",
    seed,
  });
}

/** The T digits of each of the first held-out palindromes, as many as a batch has. */
export function heldOutDigits(values: PalindromeValues): number[][] {
  const { heldOut, inputLength } = palindromesOf(values);
  const { inputs, targets } = heldOut.at(0);
  return Array.from(targets.data, (target, row) => [
    ...inputs.data.subarray(row * inputLength, (row + 1) * inputLength),
    target,
  ]);
}
