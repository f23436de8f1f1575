import { parity } from "@tenetjs/datasets";
import { crossEntropy } from "@tenetjs/training";
import { type GeneratedTrainable, generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";
import type { ParityOptions } from "./parity-options.ts";

/** What a run on parity trains. @throws {RangeError} when an option is out of range. */
export function parityTrainable(options: ParityOptions): GeneratedTrainable {
  const { length, batch, encoding, cell, seed } = options;
  const ids = encoding === "embedding";
  const dataset = parity({ length, batch, seed, encoding: ids ? "ids" : encoding });
  const { classes, inputSize } = dataset;
  return generatedTrainable({
    title: `the parity of ${length} bits, ${encoding}, ${cell}`,
    options,
    dataset,
    network: {
      kind: "step-classifier",
      options: {
        ...networkOf(options, length),
        classes,
        input: { kind: ids ? "embedding" : "vector", size: inputSize },
      },
    },
    time: length,
    head: "each step",
    objective: crossEntropy,
  });
}
