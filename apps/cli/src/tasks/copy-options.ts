import { commonOptions } from "../options/common-options.ts";
import { type KeptValues, option, optionGroup, withDefaults } from "../options/option.ts";
import { choice, integer } from "../options/value-types.ts";
import { type Curriculum, strictCurriculum } from "../run/curriculum.ts";
import { curriculumOption } from "./curriculum-option.ts";

/** A sequence has many symbols to be right about, most of them blank. */
export const copyCurriculum: Curriculum = { ...strictCurriculum, threshold: { accuracy: 0.999, over: 20 } };

/** The options of the task `copy`. */
export const copyOptions = {
  ...optionGroup(
    { heading: "Copying", resume: "must stay" },
    {
      delay: option({
        flag: "--delay <n>",
        type: integer(1, 10_000),
        default: 10,
        help: "steps between reading the last symbol and writing the first",
      }),
      curriculum: curriculumOption(copyCurriculum, "--delay"),
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

export type CopyOptions = KeptValues<typeof copyOptions>;
