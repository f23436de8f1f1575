import { frequencyDiscrimination } from "@tenetjs/datasets";
import { sequenceClassifier } from "@tenetjs/models";
import { crossEntropy } from "@tenetjs/training";
import { commonOptions } from "../options/common-options.ts";
import { option, optionGroup, withDefaults } from "../options/option.ts";
import { choice, toggle } from "../options/value-types.ts";
import { generatedTask } from "./generated-task.ts";
import { generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";

const options = {
  ...optionGroup(
    { heading: "Waves", resume: "must stay" },
    {
      sampling: option({
        flag: "--sampling <how>",
        type: choice(["standard", "high-resolution", "asynchronous"]),
        default: "asynchronous",
        help: "one sample per ms, ten samples per ms, or 15 to 125 samples at random times",
      }),
      timeAsInput: option({
        flag: "--time-as-input",
        type: toggle,
        default: false,
        help: "also feed the time of each sample as input, for cells without a temporal gate",
      }),
    },
  ),
  ...withDefaults(commonOptions, {
    cell: "phased-lstm",
    hiddenSize: 110,
    batch: 32,
    learningRate: 3e-3,
    steps: 1000,
  }),
};

/** `tenet train frequency`: sine waves to classify by their period. */
export const frequency = generatedTask({
  name: "frequency",
  help: `
The temporal gates of phased cells use the times of the samples. Other cells see them only with --time-as-input.

Examples:
  tenet train frequency --out runs/phased
  tenet train frequency --cell lstm --time-as-input --out runs/lstm`,
  options,
  trainable: (options) => {
    const { sampling, timeAsInput, batch, cell, seed } = options;
    const dataset = frequencyDiscrimination({ sampling, timeAsInput, batch, seed });
    const model = sequenceClassifier({
      ...networkOf(options),
      classes: dataset.classes,
      input: { kind: "vector", size: dataset.inputSize },
    });
    return generatedTrainable({
      title: `waves by their period, ${sampling} sampling, ${cell}`,
      options,
      dataset,
      model,
      objective: crossEntropy(model),
    });
  },
});
