import { optimizerNames } from "@tenetjs/training/names";
import { option, optionGroup } from "./option.ts";
import { choice, integer, positive } from "./value-types.ts";

/** The options of the optimisation. */
export const optimisationOptions = optionGroup(
  { heading: "Training", resume: "must stay" },
  {
    batch: option({ flag: "--batch <n>", type: integer(1), default: 64, help: "batch size, in sequences" }),
    optimizer: option({
      flag: "--optimizer <name>",
      type: choice(optimizerNames),
      default: "adam",
      help: "optimizer",
    }),
    learningRate: option({
      flag: "--learning-rate <rate>",
      type: positive,
      default: 1e-3,
      help: "learning rate",
    }),
    clip: option({
      flag: "--clip <norm>",
      type: positive,
      default: 1,
      help: "clip the gradient to this global norm",
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
      help: "random seed of the data, the weights and dropout",
    }),
  },
);
