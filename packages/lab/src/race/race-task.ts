import type { CellName } from "@tenetjs/cells";
import { type Palindromes, palindromes } from "@tenetjs/datasets";
import type { InputOptions } from "@tenetjs/models";
import type { RaceValues } from "./race-facts.ts";

/** What all networks of a race share: the palindromes and how they are read. */
export type RaceTask = {
  readonly palindromes: Palindromes;
  readonly input: InputOptions;
  /** The cells of the networks. */
  readonly cells: readonly CellName[];
};

/** The number of palindromes in a training batch. */
export const batchSize = 32;

/** The number of held-out palindromes on which networks are compared. */
export const heldOutSize = 200;

/** The task that the values of the controls describe. */
export function raceTask(values: RaceValues): RaceTask {
  const { first, second, third, length, encoding, seed } = values;
  const oneHot = encoding === "one-hot";
  return {
    palindromes: palindromes({
      length,
      batch: batchSize,
      heldOut: heldOutSize,
      encoding: oneHot ? "ids" : "scalar",
      seed,
    }),
    input: oneHot ? { kind: "one-hot", size: 10 } : { kind: "vector", size: 1 },
    cells: third === "none" ? [first, second] : [first, second, third],
  };
}
