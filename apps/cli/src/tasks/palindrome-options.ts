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
import { strictCurriculum } from "../run/curriculum.ts";
import { curriculumOption } from "./curriculum-option.ts";

/** The setting that learns palindromes of hundreds of digits, and that of the University of Amsterdam's course of 2018. */
export const palindromePresets = {
  long: {
    encoding: "one-hot",
    batch: 64,
    optimizer: "adam",
    learningRate: 3e-3,
    clip: 1,
    initialisation: "default",
    forgetBias: "chrono",
  },
  course: {
    encoding: "scalar",
    batch: 128,
    optimizer: "rmsprop",
    learningRate: 1e-3,
    clip: 10,
    initialisation: "normal",
    forgetBias: 0,
  },
} as const;

const { long } = palindromePresets;

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
      curriculum: curriculumOption(strictCurriculum),
      encoding: option({
        flag: "--encoding <name>",
        type: choice(["scalar", "one-hot", "embedding"]),
        default: long.encoding,
        help: "encoding of digits as inputs",
      }),
      preset: option({
        flag: "--preset <name>",
        type: choice(Object.keys(palindromePresets) as (keyof typeof palindromePresets)[]),
        default: "long",
        help: "a set of defaults: long learns hundreds of digits, course is that of the course of 2018",
      }),
    },
  ),
  ...withDefaults(commonOptions, {
    batch: long.batch,
    optimizer: long.optimizer,
    learningRate: long.learningRate,
    clip: long.clip,
    forgetBias: long.forgetBias,
    steps: 2000,
  }),
};

export type PalindromeOptions = KeptValues<typeof palindromeOptions>;

/** The options of a run with all defaults. */
export const palindromeDefaults: PalindromeOptions = keptValues(
  palindromeOptions,
  defaultsOf(palindromeOptions),
);
