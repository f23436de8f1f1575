import { palindromes } from "@tenetjs/datasets";
import { crossEntropy } from "@tenetjs/training";
import { type GeneratedTrainable, generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";
import type { PalindromeOptions } from "./palindrome-options.ts";

/** What a run on palindromes trains. @throws {RangeError} when an option is out of range. */
export function palindromeTrainable(options: PalindromeOptions): GeneratedTrainable {
  const { length, batch, encoding, cell, seed } = options;
  const ids = encoding === "embedding";
  const dataset = palindromes({ length, batch, seed, encoding: ids ? "ids" : encoding });
  const { classes, inputSize, inputLength } = dataset;
  return generatedTrainable({
    title: `palindromes of ${length} digits, ${encoding}, ${cell}`,
    options,
    dataset,
    network: {
      kind: "sequence-classifier",
      options: {
        ...networkOf(options, inputLength),
        classes,
        input: { kind: ids ? "embedding" : "vector", size: inputSize },
      },
    },
    time: inputLength,
    head: "last step",
    objective: crossEntropy,
  });
}
