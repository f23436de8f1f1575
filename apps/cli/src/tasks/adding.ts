import { addingProblem } from "@tenetjs/datasets";
import { sequenceRegressor } from "@tenetjs/models";
import { squaredError } from "@tenetjs/training";
import { commonOptions } from "../options/common-options.ts";
import { option, optionGroup, withDefaults } from "../options/option.ts";
import { integer } from "../options/value-types.ts";
import { generatedTask } from "./generated-task.ts";
import { generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";

const options = {
  ...optionGroup(
    { heading: "Adding", resume: "must stay" },
    {
      length: option({
        flag: "--length <n>",
        type: integer(2, 10_000),
        default: 50,
        help: "numbers per sequence",
      }),
    },
  ),
  ...withDefaults(commonOptions, { learningRate: 3e-3, steps: 2000 }),
};

/** `tenet train adding`: the adding problem. */
export const adding = generatedTask({
  name: "adding",
  help: `
The loss is the mean squared error. The accuracy counts answers within 0.08 of the sum.

Examples:
  tenet train adding
  tenet train adding --length 100 --cell gru --out runs/adding`,
  options,
  trainable: (options) => {
    const { length, batch, cell, seed } = options;
    const dataset = addingProblem({ length, batch, seed });
    const model = sequenceRegressor({
      ...networkOf(options),
      input: { kind: "vector", size: dataset.inputSize },
    });
    return generatedTrainable({
      title: `the adding problem over ${length} numbers, ${cell}`,
      lossUnit: "squared error",
      options,
      dataset,
      model,
      objective: squaredError(model, { tolerance: dataset.tolerance }),
    });
  },
});
