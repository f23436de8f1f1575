import { palindromes } from "@tenetjs/datasets";
import { sequenceClassifier } from "@tenetjs/models";
import { crossEntropy } from "@tenetjs/training";
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
import type { Trainable } from "../run/trainable.ts";
import { generatedTask } from "./generated-task.ts";
import { generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";

/** The defaults are the setting of the University of Amsterdam's course of 2018, except for the initialisation. */
const palindromeOptions = {
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

/** `tenet train palindrome`: a test of memory. */
export const palindrome = generatedTask({
  name: "palindrome",
  help: `
The last digit of a palindrome is its first, so the network has to remember the first digit to the end.

Examples:
  tenet train palindrome
  tenet train palindrome --cell gru --length 20 --encoding one-hot --out runs/memory`,
  options: palindromeOptions,
  trainable: palindromeTrainable,
});

/** What a run on palindromes trains. @throws {RangeError} when an option is out of range. */
export function palindromeTrainable(options: PalindromeOptions): Trainable {
  const { length, batch, encoding, cell, seed } = options;
  const ids = encoding === "embedding";
  const dataset = palindromes({ length, batch, seed, encoding: ids ? "ids" : encoding });
  const model = sequenceClassifier({
    ...networkOf(options),
    classes: dataset.classes,
    input: { kind: ids ? "embedding" : "vector", size: dataset.inputSize },
  });
  const title = `palindromes of ${length} digits, ${encoding}, ${cell}`;
  return generatedTrainable({ title, options, dataset, model, objective: crossEntropy(model) });
}
