import { palindromes } from "@tenetjs/datasets";
import { sequenceClassifier } from "@tenetjs/models";
import { crossEntropy } from "@tenetjs/training";
import type { Trainable } from "../run/trainable.ts";
import { generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";
import type { PalindromeOptions } from "./palindrome-options.ts";

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
