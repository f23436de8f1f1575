import { commonOptions } from "../options/common-options.ts";
import { type KeptValues, option, optionGroup, withDefaults } from "../options/option.ts";
import { integer } from "../options/value-types.ts";
import { type Curriculum, strictCurriculum } from "../run/curriculum.ts";
import { curriculumOption } from "./curriculum-option.ts";

/** Sums are never exact, so some are always off by more than what counts as right. */
export const addingCurriculum: Curriculum = { ...strictCurriculum, threshold: { accuracy: 0.95, over: 20 } };

/** The options of the task `adding`. */
export const addingOptions = {
  ...optionGroup(
    { heading: "Adding", resume: "must stay" },
    {
      length: option({
        flag: "--length <n>",
        type: integer(2, 10_000),
        default: 50,
        help: "numbers per sequence",
      }),
      curriculum: curriculumOption(addingCurriculum),
    },
  ),
  ...withDefaults(commonOptions, { learningRate: 3e-3, steps: 2000 }),
};

export type AddingOptions = KeptValues<typeof addingOptions>;
