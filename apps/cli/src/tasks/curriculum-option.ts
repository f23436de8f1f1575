import { option } from "../options/option.ts";
import { toggle } from "../options/value-types.ts";

/** The option `curriculum` of tasks whose sequences have a length. */
export const curriculumOption = option({
  flag: "--curriculum",
  type: toggle,
  default: false,
  help: "begin at length 10, and go on to four times it, up to --length, whenever the mean accuracy of 20 steps is above 0.999",
});
