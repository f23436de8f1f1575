import { parity } from "@tenetjs/datasets";
import { crossEntropy } from "@tenetjs/training";
import { type GeneratedTrainable, generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";
import type { ParityOptions } from "./parity-options.ts";

/** What a run on parity trains. @throws {RangeError} when an option is out of range. */
export function parityTrainable(options: ParityOptions): GeneratedTrainable {
  const { length: own, curriculum, batch, encoding, cell, seed } = options;
  const ids = encoding === "embedding";
  const ofLength = (length: number) => parity({ length, batch, seed, encoding: ids ? "ids" : encoding });
  const dataset = ofLength(own);
  const { classes, inputSize } = dataset;
  return generatedTrainable({
    title: `the parity of ${own} bits, ${encoding}, ${cell}`,
    options,
    dataset,
    length: { own, grows: curriculum, at: (length) => ofLength(length).training },
    network: {
      kind: "step-classifier",
      options: {
        ...networkOf(options, own),
        classes,
        input: { kind: ids ? "embedding" : "vector", size: inputSize },
      },
    },
    time: own,
    head: "each step",
    objective: crossEntropy,
  });
}
