import { commonOptions } from "../../options/common-options.ts";
import { type KeptValues, option, optionGroup, withDefaults } from "../../options/option.ts";
import { fraction, integer, list, text } from "../../options/value-types.ts";

/** The options of the task `series`. */
export const seriesOptions = {
  ...optionGroup(
    { heading: "Series", resume: "must stay" },
    {
      columns: option({
        flag: "--columns <list>",
        type: list(text),
        otherwise: "every column of numbers",
        help: "columns that the network reads, by their names or their numbers from 1",
      }),
      target: option({
        flag: "--target <list>",
        type: list(text),
        otherwise: "all columns that it reads",
        help: "columns that it predicts, among those that it reads",
      }),
      time: option({
        flag: "--window <n>",
        type: integer(1),
        default: 48,
        help: "rows that the network reads",
      }),
      horizon: option({
        flag: "--horizon <n>",
        type: integer(1),
        default: 1,
        help: "rows after them that it predicts",
      }),
      season: option({
        flag: "--season <n>",
        type: integer(2),
        otherwise: "25 for tides, else none",
        help: "rows of a period, for the seasonal naive forecast in tenet eval",
      }),
      validationShare: option({
        flag: "--validation-share <share>",
        type: fraction,
        default: 0.15,
        help: "share of the rows, after those for training, on which training is evaluated",
      }),
      testShare: option({
        flag: "--test-share <share>",
        type: fraction,
        default: 0.15,
        help: "share of the rows, the last ones, on which tenet eval compares forecasts",
      }),
    },
  ),
  ...withDefaults(commonOptions, { cell: "gru", hiddenSize: 32, learningRate: 0.01, steps: 1000 }),
};

export type SeriesOptions = KeptValues<typeof seriesOptions>;
