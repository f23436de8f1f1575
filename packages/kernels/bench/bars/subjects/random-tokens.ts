import { integer, seed } from "@tenetjs/core";

/** A text to train on: what it says changes no step's cost. */
export function randomTokens(vocabulary: number): Uint8Array {
  const rng = seed("tokens");
  return Uint8Array.from({ length: 100_000 }, () => integer(rng, vocabulary));
}
