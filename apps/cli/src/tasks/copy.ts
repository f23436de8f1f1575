import { copyTask } from "@tenetjs/datasets";
import { stepClassifier } from "@tenetjs/models";
import { crossEntropy } from "@tenetjs/training";
import { commonOptions } from "../options/common-options.ts";
import { option, optionGroup, withDefaults } from "../options/option.ts";
import { choice, integer } from "../options/value-types.ts";
import { generatedTask } from "./generated-task.ts";
import { generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";

const options = {
  ...optionGroup(
    { heading: "Copying", resume: "must stay" },
    {
      delay: option({
        flag: "--delay <n>",
        type: integer(1, 10_000),
        default: 10,
        help: "steps between reading the last symbol and writing the first",
      }),
      items: option({ flag: "--items <n>", type: integer(1, 1000), default: 4, help: "symbols to remember" }),
      symbols: option({
        flag: "--symbols <n>",
        type: integer(2, 254),
        default: 8,
        help: "number of different symbols",
      }),
      encoding: option({
        flag: "--encoding <name>",
        type: choice(["one-hot", "embedding"]),
        default: "one-hot",
        help: "encoding of symbols as inputs",
      }),
    },
  ),
  ...withDefaults(commonOptions, { learningRate: 3e-3, steps: 2000 }),
};

/** `tenet train copy`: the copy task. */
export const copy = generatedTask({
  name: "copy",
  help: `
Loss and accuracy include all steps. While it waits, the network has to output "waiting".
Chance is a network that waits correctly and guesses the symbols.

Examples:
  tenet train copy
  tenet train copy --delay 50 --items 10 --cell lstm --out runs/copy`,
  options,
  trainable: (options) => {
    const { delay, items, symbols, batch, encoding, cell, seed } = options;
    const ids = encoding === "embedding";
    const dataset = copyTask({ delay, items, symbols, batch, seed, encoding: ids ? "ids" : encoding });
    const model = stepClassifier({
      ...networkOf(options),
      classes: dataset.classes,
      input: { kind: ids ? "embedding" : "vector", size: dataset.inputSize },
    });
    return generatedTrainable({
      title: `copying ${items} of ${symbols} symbols over ${delay} steps, ${encoding}, ${cell}`,
      options,
      dataset,
      model,
      objective: crossEntropy(model),
    });
  },
});
