import { copyTask } from "@tenetjs/datasets";
import { stepClassifier } from "@tenetjs/models";
import { crossEntropy } from "@tenetjs/training";
import type { Trainable } from "../run/trainable.ts";
import type { CopyOptions } from "./copy-options.ts";
import { generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";

/** What a run on the copy task trains. @throws {RangeError} when an option is out of range. */
export function copyTrainable(options: CopyOptions): Trainable {
  const { delay, items, symbols, batch, encoding, cell, seed } = options;
  const ids = encoding === "embedding";
  const dataset = copyTask({ delay, items, symbols, batch, seed, encoding: ids ? "ids" : encoding });
  const { classes, inputSize, length } = dataset;
  return generatedTrainable({
    title: `copying ${items} of ${symbols} symbols over ${delay} steps, ${encoding}, ${cell}`,
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
