import { option, optionGroup } from "../../../options/option.ts";
import { integer, text, toggle } from "../../../options/value-types.ts";

/** What `tenet eval` takes for a run on text. */
export const evaluationOptions = optionGroup(
  { heading: "Scores" },
  {
    order: option({
      flag: "--order <n>",
      type: integer(1, 64),
      default: 6,
      help: "the longest n-grams of the n-gram model",
    }),
    baseline: option({
      flag: "--no-baseline",
      type: toggle,
      default: true,
      help: "leave the n-gram model out",
    }),
    replaceUnknown: option({
      flag: "--replace-unknown <token>",
      type: text,
      help: "take this for what the vocabulary lacks",
    }),
  },
);
