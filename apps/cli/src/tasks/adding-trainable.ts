import { addingProblem } from "@tenetjs/datasets";
import { regression } from "@tenetjs/training";
import type { AddingOptions } from "./adding-options.ts";
import { type GeneratedTrainable, generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";

/** What a run on the adding problem trains. @throws {RangeError} when an option is out of range. */
export function addingTrainable(options: AddingOptions): GeneratedTrainable {
  const { length, batch, cell, seed } = options;
  const dataset = addingProblem({ length, batch, seed });
  return generatedTrainable({
    title: `the adding problem over ${length} numbers, ${cell}`,
    lossUnit: "squared error",
    options,
    dataset,
    network: {
      kind: "sequence-regressor",
      options: { ...networkOf(options, length), input: { kind: "vector", size: dataset.inputSize } },
    },
    time: length,
    head: "last step",
    objective: (model) => regression(model, { tolerance: dataset.tolerance }),
  });
}
