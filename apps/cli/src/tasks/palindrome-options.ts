import { commonOptions } from "../options/common-options.ts";
import {
  defaultsOf,
  type KeptValues,
  keptValues,
  option,
  optionGroup,
  withDefaults,
} from "../options/option.ts";
import { choice, integer } from "../options/value-types.ts";

/** The defaults are the setting of the University of Amsterdam's course of 2018, except for the initialisation. */
export const palindromeOptions = {
  ...optionGroup(
    { heading: "Palindromes", resume: "must stay" },
    {
      length: option({
        flag: "--length <n>",
        type: integer(2, 10_000),
        default: 10,
        help: "digits per palindrome, including the last",
      }),
      encoding: option({
        flag: "--encoding <name>",
        type: choice(["scalar", "one-hot", "embedding"]),
        default: "scalar",
        help: "encoding of digits as inputs",
      }),
    },
  ),
  ...withDefaults(commonOptions, {
    batch: 128,
    optimizer: "rmsprop",
    learningRate: 1e-3,
    clip: 10,
    steps: 10_000,
  }),
};

export type PalindromeOptions = KeptValues<typeof palindromeOptions>;

/** The options of a run with all defaults. */
export const palindromeDefaults: PalindromeOptions = keptValues(
  palindromeOptions,
  defaultsOf(palindromeOptions),
);
