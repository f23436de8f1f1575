import type { Palindromes } from "@tenetjs/datasets";
import type { InputOptions } from "@tenetjs/models";
import type { NetworkName } from "../training/network-names.ts";
import { type PalindromeValues, palindromesOf } from "./palindromes-of.ts";
import { cellsOf, type RaceValues } from "./race-facts.ts";

/** What all networks of a race share: the palindromes and how they are read. */
export type RaceTask = {
  readonly palindromes: Palindromes;
  readonly input: InputOptions;
  /** The cells of the networks. */
  readonly cells: readonly NetworkName[];
};

/** The task that the values of the controls describe. */
export function raceTask(values: RaceValues): RaceTask {
  return palindromeTask(cellsOf(values), values);
}

/** The task in which networks with these cells learn palindromes. */
export function palindromeTask(cells: readonly NetworkName[], values: PalindromeValues): RaceTask {
  return {
    palindromes: palindromesOf(values),
    input: values.encoding === "one-hot" ? { kind: "one-hot", size: 10 } : { kind: "vector", size: 1 },
    cells,
  };
}
