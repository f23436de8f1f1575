import { int8Option } from "../../../options/int8-option.ts";
import { option, optionGroup } from "../../../options/option.ts";
import { trainingTextOption } from "../../../options/training-text-option.ts";
import { integer, orTrue, positive, text, toggle } from "../../../options/value-types.ts";

/** The learning rate of `--dynamic` without one. */
export const dynamicRate = 1e-4;

/** The options of `tenet eval` for a run on text. */
export const evaluationOptions = optionGroup(
  { heading: "Scores" },
  {
    order: option({
      flag: "--order <n>",
      type: integer(1, 64),
      default: 6,
      help: "n of the n-gram baseline",
    }),
    baseline: option({
      flag: "--no-baseline",
      type: toggle,
      default: true,
      help: "leave out the n-gram baseline",
    }),
    dynamic: option({
      flag: "--dynamic [rate]",
      type: orTrue(positive),
      otherwise: "the network stays as it is",
      help: `score also a network that goes on learning from what it has read, at this learning rate (${dynamicRate} without one)`,
    }),
    int8: int8Option,
    trainingText: trainingTextOption,
    replaceUnknown: option({
      flag: "--replace-unknown <token>",
      type: text,
      help: "use this token for whatever the vocabulary lacks",
    }),
  },
);
