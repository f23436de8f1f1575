import type { CellName } from "@tenetjs/cells";
import type { Palindromes } from "@tenetjs/datasets";
import type { InputOptions } from "@tenetjs/models";
import { palindromesOf } from "./palindromes-of.ts";
import type { RaceValues } from "./race-facts.ts";

/** What all networks of a race share: the palindromes and how they are read. */
export type RaceTask = {
  readonly palindromes: Palindromes;
  readonly input: InputOptions;
  /** The cells of the networks. */
  readonly cells: readonly CellName[];
};

/** The task that the values of the controls describe. */
export function raceTask(values: RaceValues): RaceTask {
  const { first, second, third, encoding } = values;
  return {
    palindromes: palindromesOf(values),
    input: encoding === "one-hot" ? { kind: "one-hot", size: 10 } : { kind: "vector", size: 1 },
    cells: third === "none" ? [first, second] : [first, second, third],
  };
}
