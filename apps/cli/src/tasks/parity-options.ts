import { commonOptions } from "../options/common-options.ts";
import { type KeptValues, option, optionGroup, withDefaults } from "../options/option.ts";
import { choice, integer } from "../options/value-types.ts";
import { strictCurriculum } from "../run/curriculum.ts";
import { curriculumOption } from "./curriculum-option.ts";

/** The options of the task `parity`. */
export const parityOptions = {
  ...optionGroup(
    { heading: "Parity", resume: "must stay" },
    {
      length: option({
        flag: "--length <n>",
        type: integer(1, 10_000),
        default: 40,
        help: "bits per sequence",
      }),
      curriculum: curriculumOption(strictCurriculum),
      encoding: option({
        flag: "--encoding <name>",
        type: choice(["scalar", "one-hot", "embedding"]),
        default: "one-hot",
        help: "encoding of bits as inputs",
      }),
    },
  ),
  ...withDefaults(commonOptions, { learningRate: 3e-3, steps: 3000 }),
};

export type ParityOptions = KeptValues<typeof parityOptions>;
