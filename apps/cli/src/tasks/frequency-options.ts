import { commonOptions } from "../options/common-options.ts";
import { type KeptValues, option, optionGroup, withDefaults } from "../options/option.ts";
import { choice, toggle } from "../options/value-types.ts";

/** The options of the task `frequency`. */
export const frequencyOptions = {
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

export type FrequencyOptions = KeptValues<typeof frequencyOptions>;
