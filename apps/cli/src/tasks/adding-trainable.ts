import { addingProblem } from "@tenetjs/datasets";
import { regression } from "@tenetjs/training";
import { type AddingOptions, addingCurriculum } from "./adding-options.ts";
import { type GeneratedTrainable, generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";

/** What a run on the adding problem trains. @throws {RangeError} when an option is out of range. */
export function addingTrainable(options: AddingOptions): GeneratedTrainable {
  const { length: own, curriculum, batch, cell, seed } = options;
  const ofLength = (length: number) => addingProblem({ length, batch, seed });
  const dataset = ofLength(own);
  return generatedTrainable({
    title: `the adding problem over ${own} numbers, ${cell}`,
    lossUnit: "squared error",
    options,
    dataset,
    length: { own, grows: curriculum ? addingCurriculum : null, at: (length) => ofLength(length).training },
    network: {
      kind: "sequence-regressor",
      options: { ...networkOf(options, own), input: { kind: "vector", size: dataset.inputSize } },
    },
    time: own,
    head: "last step",
    objective: (model) => regression(model, { tolerance: dataset.tolerance }),
  });
}
