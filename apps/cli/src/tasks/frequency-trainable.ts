import { frequencyDiscrimination } from "@tenetjs/datasets";
import { crossEntropy } from "@tenetjs/training";
import type { FrequencyOptions } from "./frequency-options.ts";
import { type GeneratedTrainable, generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";

/** What a run on sine waves trains. @throws {RangeError} when an option is out of range. */
export function frequencyTrainable(options: FrequencyOptions): GeneratedTrainable {
  const { sampling, timeAsInput, batch, cell, seed } = options;
  const dataset = frequencyDiscrimination({ sampling, timeAsInput, batch, seed });
  const { classes, inputSize } = dataset;
  return generatedTrainable({
    title: `waves by their period, ${sampling} sampling, ${cell}`,
    options,
    dataset,
    network: {
      kind: "sequence-classifier",
      options: {
        ...networkOf(options, mostSamples[sampling]),
        classes,
        input: { kind: "vector", size: inputSize },
      },
    },
    time: mostSamples[sampling],
    head: "last step",
    objective: crossEntropy,
  });
}

/** The samples of the longest wave, which lasts 125 ms. */
const mostSamples = { standard: 126, "high-resolution": 1251, asynchronous: 125 } as const;
