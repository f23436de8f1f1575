import { parity } from "@tenetjs/datasets";
import { stepClassifier } from "@tenetjs/models";
import { crossEntropy } from "@tenetjs/training";
import type { Trainable } from "../run/trainable.ts";
import { generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";
import type { ParityOptions } from "./parity-options.ts";

/** What a run on parity trains. @throws {RangeError} when an option is out of range. */
export function parityTrainable(options: ParityOptions): Trainable {
  const { length, batch, encoding, cell, seed } = options;
  const ids = encoding === "embedding";
  const dataset = parity({ length, batch, seed, encoding: ids ? "ids" : encoding });
  const { classes, inputSize } = dataset;
  return generatedTrainable({
    title: `the parity of ${length} bits, ${encoding}, ${cell}`,
    options,
    dataset,
    network: {
      ...networkOf(options, length),
      classes,
      input: { kind: ids ? "embedding" : "vector", size: inputSize },
    },
    time: length,
    head: "each step",
    model: stepClassifier,
    objective: crossEntropy,
  });
}
