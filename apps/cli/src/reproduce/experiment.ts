import { defaultsOf, keptValues } from "../options/option.ts";
import { type PalindromeOptions, palindromeOptions } from "../tasks/palindrome.ts";

/** A comparison of networks on palindromes: what varies, and what each variant is called in the figure. */
export type Experiment = {
  readonly name: string;
  readonly title: string;
  /** What it shows, and what is held equal, in a sentence or two. */
  readonly about: string;
  readonly variants: readonly Variant[];
  /** Training steps of each run, by default. */
  readonly steps: number;
  /** Seeds, by default: each variant is trained once with each. */
  readonly seeds: number;
  /** Whether the accuracy by length is drawn beside the curves. */
  readonly byLength: boolean;
};

/** One line of the figure: `group` is the column that it stands in. */
export type Variant = {
  readonly name: string;
  readonly group: string;
  readonly run: Omit<PalindromeOptions, "seed">;
};

const { seed: _, ...setting } = keptValues(palindromeOptions, defaultsOf(palindromeOptions));

/** The course's setting but for the initialisation: scalar digits, 128 units, batches of 128, RMSProp at 0.001, clip 10. */
export const course: Omit<PalindromeOptions, "seed"> = setting;
