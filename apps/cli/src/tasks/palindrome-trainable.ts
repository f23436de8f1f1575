import { palindromes } from "@tenetjs/datasets";
import { crossEntropy } from "@tenetjs/training";
import { strictCurriculum } from "../run/curriculum.ts";
import { type GeneratedTrainable, generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";
import type { PalindromeOptions } from "./palindrome-options.ts";
import { symbolInputs } from "./symbol-inputs.ts";

/** What a run on palindromes trains. @throws {RangeError} when an option is out of range. */
export function palindromeTrainable(options: PalindromeOptions): GeneratedTrainable {
  const { length: own, curriculum, batch, encoding, cell, seed } = options;
  const inputs = symbolInputs(encoding);
  const ofLength = (length: number) => palindromes({ length, batch, seed, encoding: inputs.encoding });
  const dataset = ofLength(own);
  const { classes, inputSize, inputLength } = dataset;
  return generatedTrainable({
    title: `palindromes of ${own} digits, ${encoding}, ${cell}`,
    options,
    dataset,
    length: { own, grows: curriculum ? strictCurriculum : null, at: (length) => ofLength(length).training },
    network: {
      kind: "sequence-classifier",
      options: {
        ...networkOf(options, inputLength),
        classes,
        input: { kind: inputs.kind, size: inputSize },
      },
    },
    time: inputLength,
    head: "last step",
    objective: crossEntropy,
  });
}
