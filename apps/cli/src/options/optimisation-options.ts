import { optimizerNames } from "@tenetjs/training";
import { option, optionGroup } from "./option.ts";
import { choice, integer, positive } from "./value-types.ts";

/** How it is trained. */
export const optimisationOptions = optionGroup(
  { heading: "Training", resume: "must stay" },
  {
    batch: option({ flag: "--batch <n>", type: integer(1), default: 64, help: "sequences a step" }),
    optimizer: option({
      flag: "--optimizer <name>",
      type: choice(optimizerNames),
      default: "adam",
      help: "the optimizer",
    }),
    learningRate: option({
      flag: "--learning-rate <rate>",
      type: positive,
      default: 1e-3,
      help: "its learning rate",
    }),
    clip: option({
      flag: "--clip <norm>",
      type: positive,
      default: 1,
      help: "largest global norm of the gradient; a longer one is scaled down to it",
    }),
    evaluateEvery: option({
      flag: "--evaluate-every <n>",
      type: integer(1),
      default: 500,
      help: "steps between evaluations on held-out data",
    }),
    seed: option({
      flag: "--seed <n>",
      type: integer(0),
      default: 0,
      help: "seed of the data, the weights and dropout",
    }),
  },
);
