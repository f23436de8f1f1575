import { type PalindromeOptions, palindromeDefaults } from "../tasks/palindrome-options.ts";

/** A comparison of networks on palindromes: the variants and their names in the figure. */
export type Experiment = {
  readonly name: string;
  readonly title: string;
  /** What the comparison shows, and what is the same for all variants, in a sentence or two. */
  readonly about: string;
  readonly variants: readonly Variant[];
  /** The default number of training steps per run. */
  readonly steps: number;
  /** The default number of seeds. Each variant is trained once with each seed. */
  readonly seeds: number;
  /** Whether to draw the accuracy by length as well. */
  readonly byLength: boolean;
};

/** One line of the figure, in the column `group`. */
export type Variant = {
  readonly name: string;
  readonly group: string;
  readonly run: Omit<PalindromeOptions, "seed">;
};

const { seed: _, ...setting } = palindromeDefaults;

/** The setting of the course, except for the initialisation: scalar digits, 128 units, batches of 128, RMSProp at 0.001, clip 10. */
export const course: Omit<PalindromeOptions, "seed"> = setting;
