import { option, optionGroup } from "../../../options/option.ts";
import { trainingTextOption } from "../../../options/training-text-option.ts";
import { integer, text, toggle } from "../../../options/value-types.ts";

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
    trainingText: trainingTextOption,
    replaceUnknown: option({
      flag: "--replace-unknown <token>",
      type: text,
      help: "use this token for whatever the vocabulary lacks",
    }),
  },
);
